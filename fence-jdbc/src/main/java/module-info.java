/** Fencing in a database: a transaction commits only under the highest token. */
module io.primacy.fence.jdbc {
  requires transitive io.primacy.election;
  requires transitive java.sql;
  requires static org.jspecify;

  exports io.primacy.fence.jdbc;
}
