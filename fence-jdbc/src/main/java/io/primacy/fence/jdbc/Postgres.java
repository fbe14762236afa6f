package io.primacy.fence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.stream.Stream;

/** What is done on a connection whoever uses it. */
final class Postgres {

  interface Task<X extends Exception> {
    void run() throws SQLException, X;
  }

  private Postgres() {}

  static void require(Connection connection) throws SQLException {
    String found = connection.getMetaData().getDatabaseProductName();
    if (!"PostgreSQL".equals(found)) {
      throw new SQLFeatureNotSupportedException(
          "JdbcFence was given a connection to "
              + found
              + ". It rests on how PostgreSQL locks: give it a DataSource for PostgreSQL.");
    }
  }

  /** Runs it in a transaction at READ COMMITTED; leaves the connection as it was. */
  static <X extends Exception> void inTransaction(Connection connection, Task<X> task)
      throws SQLException, X {
    boolean autoCommit = connection.getAutoCommit();
    if (!autoCommit) {
      connection.rollback(); // Reading has begun one, and a level is set between two.
    }
    int level = connection.getTransactionIsolation();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    try {
      task.run();
      connection.commit();
    } catch (Exception e) {
      rollback(connection, e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setTransactionIsolation(level);
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  /**
   * Whether it tells of a lost connection, or of nothing: what became of a commit is open then. Any
   * other failure is an answer, and means that the transaction was aborted.
   */
  static boolean isOpen(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.isEmpty()
        || Stream.of("08", "57P", "58", "XX").anyMatch(state::startsWith);
  }

  /** After a failure, which is what matters. */
  static void rollback(Connection connection, Exception why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
