package io.primacy.bench.peer;

import java.time.Duration;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;

/** Curator's LeaderLatch. */
final class LatchPeer implements Peer {

  @Override
  public String name() {
    return "LeaderLatch";
  }

  @Override
  public Member join(String service, String node, Duration session) throws Exception {
    return new CuratorMember(service, node, session) {
      @Override
      public Seat begin(String election, Duties duties) throws Exception {
        LeaderLatch latch = new LeaderLatch(client, path("latch", election), node);
        latch.addListener(
            new LeaderLatchListener() {
              @Override
              public void isLeader() {
                duties.begin();
              }

              @Override
              public void notLeader() {
                duties.end();
              }
            });
        latch.start();
        return new LatchSeat(latch, duties);
      }
    };
  }

  private record LatchSeat(LeaderLatch latch, Duties duties) implements Seat {

    @Override
    public void awaitRecorded() throws Exception {
      CuratorMember.await("a node of " + latch.getId(), () -> latch.getOurPath() != null);
    }

    @Override
    public boolean leads() {
      return latch.hasLeadership();
    }

    /**
     * By default a latch that is closed does not tell its listener: whoever closes it stops first.
     */
    @Override
    public void leave() throws Exception {
      if (latch.hasLeadership()) {
        duties.end();
      }
      latch.close();
    }
  }
}
