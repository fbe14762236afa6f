package io.primacy.election.node.health.database;

import io.primacy.election.node.health.Rhythm;
import java.util.List;
import java.util.Set;

/**
 * The servers of one replicated database, of which one can be written to at a time. An application
 * may bind one of its own, of a kind that no file can name, see {@link DatabaseServer}.
 *
 * @param servers at least one
 * @param rhythm when each is asked, and how its role is damped: {@code rise} times primary in a row
 *     make it writable, {@code fall} times anything else end that
 * @param boost what is added to the priority while a server near this node is writable; 0 for
 *     nothing
 * @param elections those it decides about; empty for all
 */
public record DatabaseConfig(
    List<Server> servers, Rhythm rhythm, int boost, Set<String> elections) {

  /**
   * One of them.
   *
   * @param name what operators call it
   * @param near whether it stands beside this node
   * @param access how to ask it
   */
  public record Server(String name, boolean near, DatabaseServer access) {}

  public DatabaseConfig {
    servers = List.copyOf(servers);
    elections = Set.copyOf(elections);
  }

  /** Whether it decides about that election. */
  public boolean concerns(String election) {
    return elections.isEmpty() || elections.contains(election);
  }
}
