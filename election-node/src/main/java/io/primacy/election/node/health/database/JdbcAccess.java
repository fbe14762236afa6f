package io.primacy.election.node.health.database;

import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How to get at a database: a new connection for each question, by a driver of the class path. A
 * pool would answer that the pool is well.
 *
 * @param url of the driver
 * @param user empty if the driver needs none
 * @param password never printed
 * @param properties the driver's own
 */
public record JdbcAccess(
    String url, Optional<String> user, Optional<String> password, Map<String, String> properties) {

  private static final Setting<String> URL =
      Setting.of(
              "url",
              "the database, as jdbc:postgresql://host:port/name",
              "write jdbc:<kind>:... for a driver on the class path, the password not in it but as"
                  + " 'password'",
              JdbcAccess::url)
          .secret(); // Some put the password there all the same.
  private static final Setting<String> USER = Setting.text("user", "who connects").optional();
  private static final Setting<String> PASSWORD =
      Setting.text("password", "the user's password").optional().secret();
  private static final Setting<String> PROPERTIES =
      Setting.passThrough("properties", "properties of the driver");

  /** What a configuration says of it. */
  public static final List<Setting<?>> SETTINGS = List.of(URL, USER, PASSWORD, PROPERTIES);

  /** What to do on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T on(Statement statement) throws SQLException;
  }

  /** From checked settings. */
  public static JdbcAccess of(Settings settings) {
    return new JdbcAccess(
        settings.get(URL),
        settings.find(USER),
        settings.find(PASSWORD),
        settings.below(PROPERTIES));
  }

  /**
   * Works on a connection of its own.
   *
   * @param limit for connecting and for the statement, in whole seconds rounded up; PostgreSQL's
   *     driver keeps it for every read, others as far as they implement the standard
   * @throws SQLException without the password in its message
   */
  public <T> T with(Duration limit, Work<T> work) throws SQLException {
    int seconds = (int) Math.max(1, limit.plusMillis(999).toSeconds());
    try (Connection connection = DriverManager.getConnection(url, properties(seconds));
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      return work.on(statement);
    } catch (SQLException e) {
      throw new SQLException(redacted(String.valueOf(e.getMessage())), e.getSQLState());
    }
  }

  private Properties properties(int seconds) {
    Properties all = new Properties();
    if (url.startsWith("jdbc:postgresql:")) {
      // Not loginTimeout: for that the driver starts a thread, which hangs on.
      all.setProperty("connectTimeout", Integer.toString(seconds));
      all.setProperty("socketTimeout", Integer.toString(seconds));
      all.setProperty("ApplicationName", "primacy");
    }
    properties.forEach(all::setProperty);
    user.ifPresent(name -> all.setProperty("user", name));
    password.ifPresent(secret -> all.setProperty("password", secret));
    return all;
  }

  private String redacted(String message) {
    return password.map(secret -> message.replace(secret, "***")).orElse(message);
  }

  private static String url(String text) {
    try {
      DriverManager.getDriver(text);
    } catch (SQLException e) {
      throw new IllegalArgumentException(e);
    }
    if (text.toLowerCase(java.util.Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "JdbcAccess[user=" + user.orElse("") + "]";
  }
}
