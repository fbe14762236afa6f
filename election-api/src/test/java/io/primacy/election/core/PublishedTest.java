package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ElectionView;
import io.primacy.election.Timing;
import io.primacy.election.spi.Registration;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublishedTest {

  private static final int VIEWS = 150_000;

  /* Observers come while the loop publishes: each sees versions rise, and the last one. */
  @Test
  void anObserverThatComesInBetweenNeverSeesAnOlderViewAfterANewerOne()
      throws InterruptedException {
    Published published = published();
    Thread loop =
        new Thread(
            () -> {
              for (int version = 1; version <= VIEWS; version++) {
                published.update(Seat.EMPTY.sighted(version, Optional.of(ElectionRecord.EMPTY), 0));
              }
            });
    List<AtomicLong> last = new ArrayList<>();
    AtomicLong backwards = new AtomicLong();
    loop.start();
    while (loop.isAlive()) {
      AtomicLong seen = new AtomicLong();
      Registration observation =
          published.observe(
              view -> {
                if (seen.getAndSet(view.version()) > view.version()) {
                  backwards.incrementAndGet();
                }
              });
      if (last.size() < 3) {
        last.add(seen);
      } else {
        observation.close();
      }
    }
    loop.join();
    assertEquals(0, backwards.get());
    assertTrue(last.stream().allMatch(seen -> seen.get() == VIEWS), last.toString());
  }

  /* Who asks often, as balancers do, is answered without the record being gone through each time. */
  @Test
  void aViewIsMadeOnceUntilTheRecordChanges() {
    Published published = published();
    published.update(Seat.EMPTY.sighted(1, Optional.of(ElectionRecord.EMPTY), 0));
    ElectionView first = published.view().orElseThrow();
    assertSame(first, published.view().orElseThrow());
    published.update(Seat.EMPTY.sighted(2, Optional.of(ElectionRecord.EMPTY), 0));
    assertEquals(2, published.view().orElseThrow().version());
  }

  private Published published() {
    HandLoop time = new HandLoop(0);
    Timing timing = Timing.ofLease(Duration.ofSeconds(1));
    Executor direct = Runnable::run;
    World world =
        (World)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {World.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "callbacks" -> direct;
                      case "footing" -> new Footing(null, time, time, timing, Proof.SOUND);
                      default -> throw new AssertionError(method);
                    });
    return new Published("ledger", world);
  }
}
