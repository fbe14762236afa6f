package io.primacy.bench.peer;

import io.primacy.election.node.backends.InstalledBackends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The role listener of JGroups-raft: who leads the voters leads. Its classes are there only in a
 * process that has these libraries.
 */
final class RolePeer implements Peer {

  @Override
  public String name() {
    return "role listener";
  }

  @Override
  public Backend backend() {
    return Backend.RAFT;
  }

  @Override
  public List<Path> libraries() {
    return InstalledBackends.jarsOf(backend().provider());
  }

  @Override
  public Member join(String service, String node, Duration session) {
    return new RoleMember(Voters.parse(service), node, session);
  }
}
