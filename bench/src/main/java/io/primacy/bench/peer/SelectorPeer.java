package io.primacy.bench.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;

/** Curator's LeaderSelector, with the listener it recommends. */
final class SelectorPeer implements Peer {

  @Override
  public String name() {
    return "LeaderSelector";
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
        CountDownLatch left = new CountDownLatch(1);
        LeaderSelectorListenerAdapter listener =
            new LeaderSelectorListenerAdapter() {
              @Override
              public void takeLeadership(CuratorFramework client) throws InterruptedException {
                duties.begin();
                try {
                  left.await();
                } finally {
                  duties.end();
                }
              }
            };
        String path = path("selector", election);
        LeaderSelector selector = new LeaderSelector(client, path, listener);
        selector.setId(node);
        selector.start();
        return new SelectorSeat(selector, left);
      }
    };
  }

  private record SelectorSeat(LeaderSelector selector, CountDownLatch left) implements Seat {

    @Override
    public void awaitRecorded() throws Exception {
      String id = selector.getId();
      CuratorMember.await(
          "a node of " + id,
          () -> selector.getParticipants().stream().anyMatch(other -> other.getId().equals(id)));
    }

    @Override
    public boolean leads() {
      return selector.hasLeadership();
    }

    /** Returning from the listener is how leadership is given up. */
    @Override
    public void leave() throws Exception {
      boolean led = selector.hasLeadership();
      left.countDown();
      if (led) {
        CuratorMember.await("the end of the leadership", () -> !selector.hasLeadership());
      }
      selector.close();
    }
  }
}
