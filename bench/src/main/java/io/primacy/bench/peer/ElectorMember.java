package io.primacy.bench.peer;

import io.atomix.cluster.Node;
import io.atomix.cluster.discovery.BootstrapDiscoveryProvider;
import io.atomix.cluster.protocol.SwimMembershipProtocol;
import io.atomix.core.Atomix;
import io.atomix.core.election.LeaderElector;
import io.atomix.core.election.Leadership;
import io.atomix.core.election.LeadershipEventListener;
import io.atomix.protocols.raft.MultiRaftProtocol;
import io.atomix.protocols.raft.partition.RaftPartitionGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A voter of two Raft groups of Atomix, one for management, which can not be had without, and one
 * for data. How long the leader of such a group may be silent is a constant of the library, 2.5 s.
 */
final class ElectorMember implements Member {

  private static final int LIMIT_SECONDS = 120;
  private static final String MANAGEMENT = "system";
  private static final String DATA = "data";

  private final Atomix atomix;
  private final String node;
  private final Duration session;

  ElectorMember(Voters voters, String node, Duration session) {
    this.node = node;
    this.session = session;
    atomix =
        Atomix.builder()
            .withClusterId("bench")
            .withMemberId(node)
            .withHost("127.0.0.1")
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
            .withManagementGroup(group(MANAGEMENT, voters, node))
            .withPartitionGroups(group(DATA, voters, node))
            .build();
    atomix.start().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private static Node address(Voters voters, String name) {
    return Node.builder().withId(name).withHost("127.0.0.1").withPort(voters.port(name)).build();
  }

  private static RaftPartitionGroup group(String name, Voters voters, String node) {
    return RaftPartitionGroup.builder(name)
        .withMembers(voters.names())
        .withNumPartitions(1)
        .withDataDirectory(voters.log(node).resolve(name).toFile())
        .build();
  }

  @Override
  public Seat begin(String election, Duties duties) {
    LeaderElector<String> elector =
        atomix
            .<String>leaderElectorBuilder("elector")
            .withProtocol(
                MultiRaftProtocol.builder(DATA)
                    .withMinTimeout(session)
                    .withMaxTimeout(session)
                    .build())
            .build();
    Told told = new Told(duties);
    LeadershipEventListener<String> listener = event -> told.hear(leads(event.newLeadership()));
    elector.addListener(election, listener);
    if (leads(elector.run(election, node))) {
      told.hear(true);
    }
    return new ElectorSeat(elector, election, listener, told);
  }

  private boolean leads(Leadership<String> leadership) {
    return leadership.leader() != null && leadership.leader().id().equals(node);
  }

  @Override
  public void leave() {
    atomix.stop().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private final class ElectorSeat implements Seat {
    private final LeaderElector<String> elector;
    private final String election;
    private final LeadershipEventListener<String> listener;
    private final Told told;

    ElectorSeat(
        LeaderElector<String> elector,
        String election,
        LeadershipEventListener<String> listener,
        Told told) {
      this.elector = elector;
      this.election = election;
      this.listener = listener;
      this.told = told;
    }

    /** It was when it had begun. */
    @Override
    public void awaitRecorded() {}

    @Override
    public boolean leads() {
      return told.leads();
    }

    @Override
    public void leave() {
      told.end();
      elector.withdraw(election, node);
      elector.removeListener(election, listener);
      elector.close();
    }
  }
}
