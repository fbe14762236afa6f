package io.primacy.fence.jdbc;

import static java.util.Objects.requireNonNull;

import io.primacy.election.FencingToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
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
  private volatile boolean endsIdle; // Known to be so.

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
   * <p>Costs one round trip; {@link #commit} costs none. The commit itself may then fail with any
   * {@link SQLException}, since the database ends the connection of a transaction that does not
   * finish when a later leader enters; {@link #transact} says so by name.
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
   * Commits the transaction that a connection is in, if no later leader has entered: the check
   * travels with the commit, and needs no {@link #guard} before and no round trip of its own.
   *
   * <p>Until then the transaction holds up no later leader, and none looks for it: one that stands
   * still keeps its own rows locked until the database ends it. So {@code
   * idle_in_transaction_session_timeout} must be set. A transaction that is under way when a later
   * leader enters is refused.
   *
   * @param connection not in autocommit
   * @throws IllegalStateException if it is in autocommit, or if nothing would end its transaction;
   *     nothing was done
   * @throws StaleTokenException if a later leader has entered; nothing was kept, and the
   *     transaction is rolled back
   * @throws SQLException as the database threw it, the transaction is rolled back. When the
   *     connection was lost, it is open whether the commit took place, as without a fence; where
   *     that matters, use {@link #transact}
   */
  public void commit(Connection connection) throws SQLException, StaleTokenException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException(
          "The connection is in autocommit: what it wrote is committed already, under no fence."
              + " Call setAutoCommit(false) before the first statement.");
    }
    try {
      requireEnd(connection);
      FenceTable.commit(connection, election, row);
    } catch (SQLException e) {
      Postgres.rollback(connection, e);
      if (!Postgres.isOpen(e)) {
        explain(e);
      }
      throw e;
    }
  }

  private void requireEnd(Connection connection) throws SQLException {
    if (!endsIdle && !FenceTable.endsIdle(connection)) {
      throw new IllegalStateException(
          "idle_in_transaction_session_timeout is 0: a leader that stands still inside of a"
              + " transaction would keep its rows locked for ever. Set it for the role or in the"
              + " URL, say to 10s, or guard transactions at their beginning.");
    }
    endsIdle = true;
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
      if (isOfDatabase(e)) {
        explain(e);
      }
      throw e;
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      String status = statusOf(transaction, e);
      if (status.equals("aborted")) {
        explain(e);
      }
      if (!status.equals("committed")) {
        throw e;
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

  /** Throws why a transaction failed of which nothing was kept, if the election's row tells. */
  private void explain(Exception failure) throws SQLException, StaleTokenException {
    Optional<FenceTable.Row> last;
    try (Connection another = source.getConnection()) {
      last = FenceTable.row(another, election);
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return;
    }
    if (last.isEmpty()) {
      SQLException missing = FenceTable.missing(election, row);
      missing.initCause(failure);
      throw missing;
    }
    if (!last.get().isSame(row)) {
      StaleTokenException stale = FenceTable.stale(election, row, last.get());
      stale.initCause(failure);
      throw stale;
    }
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
