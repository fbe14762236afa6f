package io.primacy.bench.peer;

import io.primacy.election.node.backends.InstalledBackends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Atomix's LeaderElector. Its classes are there only in a process that has these libraries. */
final class ElectorPeer implements Peer {

  @Override
  public String name() {
    return "LeaderElector";
  }

  @Override
  public Backend backend() {
    return Backend.ATOMIX;
  }

  @Override
  public List<Path> libraries() {
    return InstalledBackends.jarsOf(backend().provider());
  }

  @Override
  public Member join(String service, String node, Duration session) {
    return new ElectorMember(Voters.parse(service), node, session);
  }
}
