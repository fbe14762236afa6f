package io.primacy.bench.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;

/**
 * Curator's LeaderSelector, with the listener it recommends, and told to stand again whenever a
 * leadership or an attempt at one ends.
 */
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
        CountDownLatch never = new CountDownLatch(1);
        LeaderSelectorListenerAdapter listener =
            new LeaderSelectorListenerAdapter() {
              @Override
              public void takeLeadership(CuratorFramework client) throws InterruptedException {
                duties.begin();
                try {
                  never.await(); // Until it is interrupted.
                } finally {
                  duties.end();
                }
              }
            };
        String path = path("selector", election);
        LeaderSelector selector = new LeaderSelector(client, path, listener);
        selector.setId(node);
        selector.autoRequeue();
        selector.start();
        return new SelectorSeat(selector, endedOnLeaving(selector::close));
      }
    };
  }

  private record SelectorSeat(LeaderSelector selector, Runnable end) implements Seat {

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

    /** Interrupts the listener; what it led is given up once that has returned. */
    @Override
    public void leave() {
      end.run();
    }
  }
}
