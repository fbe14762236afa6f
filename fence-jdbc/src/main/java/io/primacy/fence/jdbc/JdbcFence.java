package io.primacy.fence.jdbc;

import static java.util.Objects.requireNonNull;

import io.primacy.election.FencingToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps yesterday's leader out of a database: a transaction commits only under a token that no
 * higher one has been entered after, in the same transaction as what it writes. For PostgreSQL 10
 * and later, at READ COMMITTED and above.
 *
 * <p>Whoever is made leader {@linkplain #enter enters} once with its token, before it does anything
 * else. When that returns, no transaction under a lower token will commit: not of a process that
 * was stopped inside of a transaction either. Transactions are then {@linkplain FenceEntry#guard
 * guarded} at their beginning, and none of those is open under a lower token either, or checked
 * {@linkplain FenceEntry#commit with their commit}, at less cost.
 *
 * <p>Does not guard what is not done through {@link FenceEntry}, nor transactions that are prepared
 * for a commit in two phases. Is as durable as the database: one that fails over to a replica that
 * lags may have forgotten the last tokens together with the last commits.
 *
 * <p>May be used by any thread. Every method waits for the database, for as long as the driver lets
 * it: configure the driver's timeouts ({@code socketTimeout}).
 */
public final class JdbcFence {

  /** What transactions under lower tokens are given to finish, unless it was configured. */
  public static final Duration PATIENCE = Duration.ofSeconds(1);

  /* After they were ended, their locks are free at once; this is for a busy server. */
  private static final Duration SETTLING = Duration.ofSeconds(4);
  private static final Duration ROUND = Duration.ofMillis(250);

  private final DataSource source;
  private final String election;
  private final Duration patience;

  /* Tells a process from an earlier one that was granted the same token by a store since wiped. */
  private final UUID process = UUID.randomUUID();

  private JdbcFence(DataSource source, String election, Duration patience) {
    this.source = source;
    this.election = election;
    this.patience = patience;
  }

  /**
   * A fence for one election.
   *
   * @param source of connections to the database that the leader writes to
   * @param election its name; elections of different namespaces that share a database need names
   *     that differ, such as {@code production/ledger}
   */
  public static JdbcFence of(DataSource source, String election) {
    requireNonNull(source, "source");
    requireNonNull(election, "election");
    if (election.isEmpty() || election.length() > 120) {
      throw new IllegalArgumentException(
          "An election's name has 1 to 120 characters, not " + election.length());
    }
    return new JdbcFence(source, election, PATIENCE);
  }

  /**
   * The same that gives transactions under lower tokens another time to finish.
   *
   * @param time 1 ms to 1 hour
   */
  public JdbcFence withPatience(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("Patience is 1 ms to 1 hour, not " + time);
    }
    return new JdbcFence(source, election, time);
  }

  /**
   * Creates the table of fences, or brings it to the present version. Does nothing if that was
   * done; several nodes may do it at once. Ends the transaction the connection is in, if any.
   *
   * @return the version of the schema
   */
  public static int migrate(Connection connection) throws SQLException {
    return Migration.apply(connection);
  }

  /** The election. */
  public String election() {
    return election;
  }

  /**
   * The highest token that was entered; empty before the first. A store that was wiped must give
   * out tokens above it: see {@code LeaderElection.raiseAbove}.
   */
  public Optional<FencingToken> floor() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return FenceTable.row(connection, election)
          .filter(row -> row.token() > 0)
          .map(row -> new FencingToken(row.token()));
    }
  }

  /** The longest that {@link #enter} waits for other transactions: the patience and 4 s. */
  public Duration longestEnter() {
    return patience.plus(SETTLING);
  }

  /**
   * Enters with a token: from here on no transaction under a lower one commits. Those that are open
   * and guarded are given the patience to finish; then the database ends their connections. May be
   * repeated with the same token by the same fence.
   *
   * @param token of the leadership that begins
   * @param node who leads, for people
   * @throws StaleTokenException if a token as high or higher was entered by another
   * @throws SQLTimeoutException if transactions under lower tokens could be neither waited for nor
   *     ended within {@link #longestEnter}
   */
  public FenceEntry enter(FencingToken token, String node)
      throws SQLException, StaleTokenException {
    requireNonNull(node, "node");
    FenceTable.Row row = new FenceTable.Row(token.value(), node, process);
    long latest = System.nanoTime() + longestEnter().toNanos();
    Duration wait = patience;
    while (true) {
      try (Connection connection = source.getConnection()) {
        FenceTable.enter(connection, election, row, wait);
        return new FenceEntry(source, election, row);
      } catch (SQLException e) {
        requireBlocked(e);
        List<Integer> holders = endHolders(row);
        if (System.nanoTime() + ROUND.toNanos() * 2 - latest > 0) {
          throw blocked(row, holders, e);
        }
        wait = ROUND;
      }
    }
  }

  private List<Integer> endHolders(FenceTable.Row row) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return FenceTable.endHolders(connection, election, row.token(), ROUND);
    } catch (SQLException e) {
      requireBlocked(e);
      return List.of();
    }
  }

  private static void requireBlocked(SQLException e) throws SQLException {
    if (!FenceTable.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
      throw e;
    }
  }

  private SQLException blocked(FenceTable.Row row, List<Integer> holders, SQLException cause) {
    return new SQLTimeoutException(
        "Token "
            + row.token()
            + " of election "
            + election
            + " could not be entered within "
            + longestEnter()
            + ". Ended server processes that hold its lock: "
            + holders
            + "; if none, a prepared transaction or a lock on the whole of primacy_fence is in the"
            + " way: look at pg_locks and pg_prepared_xacts, and end it.",
        FenceTable.LOCK_NOT_AVAILABLE,
        cause);
  }
}
