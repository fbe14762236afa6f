package io.primacy.fence.jdbc;

import static java.util.Objects.requireNonNull;

import io.primacy.election.FencingToken;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The right of one leadership to write to a database, until a later one has entered. Got from
 * {@link JdbcFence#enter}. May be used by any thread; transactions under the same entry do not wait
 * for one another.
 */
public final class FenceEntry {

  /** What is done in a transaction. */
  public interface Work<T> {
    /**
     * Reads and writes.
     *
     * @param connection in a transaction; the caller commits
     */
    T in(Connection connection) throws Exception;
  }

  private final DataSource source;
  private final String election;
  private final FenceTable.Row row;

  FenceEntry(DataSource source, String election, FenceTable.Row row) {
    this.source = source;
    this.election = election;
    this.row = row;
  }

  /** Under which this entry was made. */
  public FencingToken token() {
    return new FencingToken(row.token());
  }

  /**
   * Guards the transaction that a connection is in: if this returns, no later leader enters before
   * the transaction has ended, or its commit fails. Call it first in each transaction, before what
   * locks rows of your own and outside of savepoints: what comes before it is kept out as well, but
   * may hold up the next leader.
   *
   * <p>Costs one round trip. The commit itself may then fail with any {@link SQLException}, since
   * the database ends the connection of a transaction that does not finish when a later leader
   * enters; {@link #transact} says so by name.
   *
   * @param connection not in autocommit
   * @throws StaleTokenException if a later leader has entered; roll back
   * @throws SQLException also with state 40001 at REPEATABLE READ and above, if a leader enters
   *     just now: roll back and try again, as after any serialization failure
   */
  public void guard(Connection connection) throws SQLException, StaleTokenException {
    guarded(connection);
  }

  private long guarded(Connection connection) throws SQLException, StaleTokenException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException(
          "The connection is in autocommit: the guard would end with its own statement. Call"
              + " setAutoCommit(false) and guard again.");
    }
    return FenceTable.guard(connection, election, row);
  }

  /**
   * Runs work in a guarded transaction on a connection of its own, and commits.
   *
   * @return what the work returned, when it is known to be committed
   * @throws StaleTokenException if a later leader has entered; nothing was kept
   * @throws SQLException as the database threw it. Thrown by the commit, it may leave open whether
   *     that took place, as without a fence; here only where the database can not be asked
   * @throws Exception what the work threw; nothing was kept
   */
  public <T> T transact(Work<T> work) throws Exception {
    requireNonNull(work, "work");
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        return committed(connection, work);
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(autoCommit);
        }
      }
    }
  }

  private <T> T committed(Connection connection, Work<T> work) throws Exception {
    T result;
    long transaction;
    try {
      transaction = guarded(connection);
      result = work.in(connection);
    } catch (StaleTokenException e) {
      Postgres.rollback(connection, e);
      throw e;
    } catch (Exception e) {
      Postgres.rollback(connection, e);
      throw isOfDatabase(e) ? explained(e) : e;
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      String status = statusOf(transaction, e);
      if (!status.equals("committed")) {
        throw status.equals("aborted") ? explained(e) : e;
      }
    }
    return result;
  }

  /* Only the database knows: an answer may be lost as well as a request. */
  private String statusOf(long transaction, SQLException failure) {
    try (Connection another = source.getConnection()) {
      return FenceTable.statusOf(another, transaction);
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return "";
    }
  }

  /** Why a transaction of which nothing was kept failed. */
  private Exception explained(Exception failure) {
    try (Connection another = source.getConnection()) {
      FenceTable.Row last = FenceTable.row(another, election).orElse(row);
      if (!last.isSame(row)) {
        StaleTokenException stale = FenceTable.stale(election, row, last);
        stale.initCause(failure);
        return stale;
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static boolean isOfDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }
}
