package io.primacy.bench.peer;

import io.atomix.cluster.Node;
import io.atomix.cluster.discovery.BootstrapDiscoveryProvider;
import io.atomix.cluster.protocol.SwimMembershipProtocol;
import io.atomix.core.Atomix;
import io.atomix.primitive.protocol.ProxyProtocol;
import io.atomix.protocols.raft.MultiRaftProtocol;
import io.atomix.protocols.raft.partition.RaftPartitionGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A voter of two Raft groups of Atomix, one for management, which can not be had without, and one
 * for data. How long the leader of such a group may be silent is a constant of the library, 2.5 to
 * 5 s.
 */
public final class AtomixVoter {

  private static final String HOST = "127.0.0.1";
  private static final int LIMIT_SECONDS = 120;
  private static final String MANAGEMENT = "system";
  private static final String DATA = "data";

  private AtomixVoter() {}

  /**
   * Returns when it takes part, which needs a majority.
   *
   * @param syncs whether the leader waits for its disk before it acknowledges
   */
  public static Atomix start(Voters voters, String node, Duration session, boolean syncs) {
    Atomix atomix =
        Atomix.builder()
            .withClusterId("bench")
            .withMemberId(node)
            .withHost(HOST)
            .withPort(voters.port(node))
            .withMembershipProvider(
                BootstrapDiscoveryProvider.builder()
                    .withNodes(
                        voters.names().stream()
                            .map(name -> address(voters, name))
                            .toArray(Node[]::new))
                    .build())
            .withMembershipProtocol(
                SwimMembershipProtocol.builder()
                    .withProbeInterval(Voters.silence(session))
                    .withFailureTimeout(session)
                    .build())
            .withManagementGroup(group(MANAGEMENT, voters, node, syncs))
            .withPartitionGroups(group(DATA, voters, node, syncs))
            .build();
    atomix.start().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    return atomix;
  }

  /** How something is kept in the group for data. */
  public static ProxyProtocol protocol(Duration session) {
    return MultiRaftProtocol.builder(DATA).withMinTimeout(session).withMaxTimeout(session).build();
  }

  private static Node address(Voters voters, String name) {
    return Node.builder().withId(name).withHost(HOST).withPort(voters.port(name)).build();
  }

  private static RaftPartitionGroup group(String name, Voters voters, String node, boolean syncs) {
    return RaftPartitionGroup.builder(name)
        .withMembers(voters.names())
        .withNumPartitions(1)
        .withDataDirectory(voters.log(node).resolve(name).toFile())
        .withFlushOnCommit(syncs)
        .build();
  }
}
