package io.primacy.bench.peer;

import java.time.Duration;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.zookeeper.leader.LeaderInitiator;

/** Spring Integration's LeaderInitiator over ZooKeeper, without a container around it. */
final class SpringPeer implements Peer {

  @Override
  public String name() {
    return "LeaderInitiator";
  }

  @Override
  public boolean keepsThreads() {
    return true;
  }

  @Override
  public Member join(String service, String node, Duration session) throws Exception {
    return new CuratorMember(service, node, session) {
      @Override
      public Seat begin(String election, Duties duties) throws Exception {
        DefaultCandidate candidate =
            new DefaultCandidate(node, election) {
              @Override
              public void onGranted(Context context) {
                duties.begin();
              }

              @Override
              public void onRevoked(Context context) {
                duties.end();
              }
            };
        LeaderInitiator initiator = new LeaderInitiator(client, candidate, "/spring");
        initiator.start();
        return new SpringSeat(initiator, node, endedOnLeaving(initiator::stop));
      }
    };
  }

  private record SpringSeat(LeaderInitiator initiator, String node, Runnable end) implements Seat {

    @Override
    public void awaitRecorded() throws Exception {
      CuratorMember.await(
          "a node of " + node,
          () ->
              initiator.getContext().getParticipants().stream()
                  .anyMatch(other -> other.getId().equals(node)));
    }

    @Override
    public boolean leads() {
      return initiator.getContext().isLeader();
    }

    @Override
    public void leave() {
      end.run();
    }
  }
}
