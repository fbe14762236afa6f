package io.primacy.election.node.health.database;

import java.time.Duration;

/**
 * One database server that can be asked for its role. One for each kind of database: PostgreSQL's
 * comes with the node, an application binds others in a {@link DatabaseConfig} of its own.
 */
@FunctionalInterface
public interface DatabaseServer {

  /**
   * Asks. Called by one thread at a time, which is interrupted when it takes too long.
   *
   * @param limit how long it may take
   * @return primary or standby
   * @throws Exception if it can not be asked, with a message for people and without secrets: then
   *     it is unreachable
   */
  DatabaseRole role(Duration limit) throws Exception;
}
