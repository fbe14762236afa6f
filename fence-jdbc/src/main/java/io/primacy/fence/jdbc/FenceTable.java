package io.primacy.fence.jdbc;

import io.primacy.election.FencingToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The statements on the table of fences.
 *
 * <p>Two locks for two purposes. The row's share lock decides: whoever holds it and saw its own
 * token keeps every later leader from entering until its commit, at each level of isolation. The
 * advisory lock is taken before it, by everybody: it queues, so that a stream of transactions does
 * not keep a new leader out for ever, as share locks alone may; and pg_locks names its holders, so
 * that those which do not finish can be ended. A transaction takes both at its beginning or, in one
 * round trip with its commit, at its end.
 */
final class FenceTable {

  static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String UNDEFINED_TABLE = "42P01";

  private static final String ROW =
      "select token, node, process from primacy_fence where election = ?";

  /* Row by row, the locking clause comes after what is selected: the advisory lock is first. */
  private static final String GUARD =
      "select token, node, process, txid_current(),"
          + " pg_advisory_xact_lock_shared(tableoid::int4, lock_id)"
          + " from primacy_fence where election = ? for share";

  /* No row, or not its own: divides by zero, which aborts the transaction, so that no commit can
  take place. A filter is evaluated before its row is locked, and once more on what the lock had to
  wait for. */
  private static final String COMMIT =
      "select 1 / coalesce((select 1 from primacy_fence where election = ?"
          + " and pg_advisory_xact_lock_shared(tableoid::int4, lock_id) is not null"
          + " and token = ? and process = ? for share), 0); commit";

  private static final String ENDS_IDLE =
      "select current_setting('idle_in_transaction_session_timeout') <> '0'";

  private static final String WAIT = "select set_config('lock_timeout', ?, true)";

  private static final String MAKE_ROW =
      "insert into primacy_fence (election, token, node, process, since)"
          + " values (?, 0, '', ?, now()) on conflict do nothing";

  private static final String LOCK =
      "select pg_advisory_xact_lock(tableoid::int4, lock_id) from primacy_fence where election = ?";

  private static final String ENTER =
      "update primacy_fence set token = ?, node = ?, process = ?, since = clock_timestamp()"
          + " where election = ? and (token < ? or token = ? and process = ?)";

  private static final String END_HOLDERS =
      "select l.pid, pg_terminate_backend(l.pid) from pg_locks l, primacy_fence f where f.election = ? and f.token < ?"
          + " and l.locktype = 'advisory' and l.objsubid = 2 and l.granted"
          + " and l.classid = f.tableoid and l.objid = f.lock_id::oid"
          + " and l.database = (select oid from pg_database where datname = current_database())"
          + " and l.pid <> pg_backend_pid()";

  private static final String STATUS = "select txid_status(?)";

  /** Who entered last. */
  record Row(long token, String node, UUID process) {

    boolean isSame(Row other) {
      return token == other.token && process.equals(other.process);
    }
  }

  private FenceTable() {}

  static Optional<Row> row(Connection connection, String election) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROW)) {
      statement.setString(1, election);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  /**
   * Keeps all others from entering until the transaction ends, if this entry is the last one.
   *
   * @return the transaction's number
   */
  static long guard(Connection connection, String election, Row mine)
      throws SQLException, StaleTokenException {
    try (PreparedStatement statement = connection.prepareStatement(GUARD)) {
      statement.setString(1, election);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw missing(election, mine);
        }
        Row last = read(rows);
        requireSame(election, mine, last);
        return rows.getLong(4);
      }
    }
  }

  /**
   * Commits if this entry is the last one: the check and the commit in one round trip. A failure
   * leaves the transaction open, unless the connection was lost.
   */
  static void commit(Connection connection, String election, Row mine) throws SQLException {
    run(connection, COMMIT, election, mine.token(), mine.process());
  }

  /** Whether the database ends a session that stands still inside of a transaction. */
  static boolean endsIdle(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENDS_IDLE);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /** In a transaction of its own, which waits for others no longer than told. */
  static void enter(Connection connection, String election, Row mine, Duration wait)
      throws SQLException, StaleTokenException {
    Postgres.require(connection);
    Postgres.inTransaction(
        connection,
        () -> {
          wait(connection, wait);
          // Before anybody is made to wait, or ended, for one that comes too late.
          Optional<Row> last = row(connection, election);
          if (last.isPresent() && last.get().token() >= mine.token()) {
            requireSame(election, mine, last.get());
          }
          run(connection, MAKE_ROW, election, mine.process());
          run(connection, LOCK, election);
          run(
              connection,
              ENTER,
              mine.token(),
              mine.node(),
              mine.process(),
              election,
              mine.token(),
              mine.token(),
              mine.process());
          requireSame(election, mine, row(connection, election).orElseThrow());
        });
  }

  private static void requireSame(String election, Row mine, Row last) throws StaleTokenException {
    if (!last.isSame(mine)) {
      throw stale(election, mine, last);
    }
  }

  /**
   * Ends the connections that hold the election's lock under a lower token than this one.
   *
   * @return their server processes
   */
  static List<Integer> endHolders(Connection connection, String election, long token, Duration wait)
      throws SQLException {
    List<Integer> ended = new ArrayList<>();
    Postgres.inTransaction(
        connection,
        () -> {
          wait(connection, wait);
          try (PreparedStatement statement = connection.prepareStatement(END_HOLDERS)) {
            statement.setString(1, election);
            statement.setLong(2, token);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                ended.add(rows.getInt(1));
              }
            }
          }
        });
    return ended;
  }

  private static void wait(Connection connection, Duration limit) throws SQLException {
    run(connection, WAIT, Long.toString(limit.toMillis()));
  }

  /** committed, aborted, in progress; empty if it is too old to tell. */
  static String statusOf(Connection connection, long transaction) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATUS)) {
      statement.setLong(1, transaction);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.ofNullable(rows.getString(1)).orElse("") : "";
      }
    }
  }

  static StaleTokenException stale(String election, Row mine, Row last) {
    return new StaleTokenException(
        election, new FencingToken(mine.token()), new FencingToken(last.token()), last.node());
  }

  static SQLException missing(String election, Row mine) {
    return new SQLException(
        "No row of election "
            + election
            + " in primacy_fence, though token "
            + mine.token()
            + " was entered. Find out who deleted it; this leadership must end.");
  }

  private static Row read(ResultSet rows) throws SQLException {
    return new Row(rows.getLong(1), rows.getString(2), rows.getObject(3, UUID.class));
  }

  private static void run(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.execute();
    }
  }

  private static SQLException explained(SQLException e) {
    return UNDEFINED_TABLE.equals(e.getSQLState())
        ? new SQLException(
            "There is no table primacy_fence. Call JdbcFence.migrate once, or apply"
                + " V1__primacy_fence.sql of this library.",
            e.getSQLState(),
            e)
        : e;
  }
}
