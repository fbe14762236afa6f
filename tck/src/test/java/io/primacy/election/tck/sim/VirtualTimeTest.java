package io.primacy.election.tck.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private final VirtualTime time = VirtualTime.seeded(1);
  private final List<String> log = new ArrayList<>();

  @Test
  void timeStandsStillUntilItIsMoved() {
    EventLoop loop = time.newLoop("x");
    loop.schedule(Duration.ofSeconds(1), () -> log.add("rang"));

    time.advance(Duration.ofMillis(999));
    assertEquals(List.of(), log);

    time.advance(Duration.ofMillis(1));
    assertEquals(List.of("rang"), log);
    assertEquals(Duration.ofSeconds(1).toNanos(), time.time().nanoTime());
  }

  @Test
  void tasksOfOneLoopKeepTheirOrder() {
    EventLoop loop = time.newLoop("x");
    List<Integer> done = new ArrayList<>();
    List<Integer> given = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      given.add(i);
      loop.execute(() -> done.add(number));
    }

    time.advance(Duration.ofMillis(1));

    assertEquals(given, done);
  }

  @Test
  void aTimerThatIsCancelledDoesNotRing() {
    Registration timer = time.newLoop("x").schedule(Duration.ofMillis(1), () -> log.add("rang"));

    timer.close();
    time.advance(Duration.ofSeconds(1));

    assertEquals(List.of(), log);
  }

  @Test
  void aClosedLoopRunsNothing() {
    EventLoop loop = time.newLoop("x");
    loop.execute(() -> log.add("ran"));
    loop.schedule(Duration.ofMillis(1), () -> log.add("rang"));

    loop.close();
    time.advance(Duration.ofSeconds(1));

    assertEquals(List.of(), log);
  }

  @Test
  void aCallbackThatWaitsLetsOthersGoOn() {
    time.newCallbacks("x")
        .execute(
            () -> {
              log.add("waits");
              time.advance(Duration.ofSeconds(2));
              log.add("goes on");
            });
    time.newLoop("y").schedule(Duration.ofSeconds(1), () -> log.add("another"));

    time.advance(Duration.ofSeconds(3));

    assertEquals(List.of("waits", "another", "goes on"), log);
  }

  @Test
  void runUntilStopsAtItsLimit() {
    assertFalse(time.runUntil(() -> false, Duration.ofSeconds(5)));
    assertTrue(time.runUntil(() -> true, Duration.ofSeconds(5)));
    assertEquals(Duration.ofSeconds(5).toNanos(), time.time().nanoTime());
  }

  @Test
  void oneSeedGivesOneRun() {
    List<String> run = run(5);

    assertEquals(run, run(5));
    assertNotEquals(run, run(6));
  }

  private static List<String> run(long seed) {
    VirtualTime time = VirtualTime.seeded(seed);
    SimulatedStore store = SimulatedStore.in(time);
    List<String> log = new ArrayList<>();
    for (String node : List.of("a", "b", "c")) {
      Elections elections = store.elections(node);
      Contender contender =
          new Contender() {
            @Override
            public void granted(Leadership leadership) {
              log.add(time.time().nanoTime() + " " + node + " leads " + leadership.token());
            }

            @Override
            public void revoked(Leadership leadership, EndReason reason) {
              log.add(time.time().nanoTime() + " " + node + " " + reason);
            }
          };
      elections.election("ledger").campaign(Candidacy.plain(), contender);
    }
    time.advance(Duration.ofSeconds(5));
    store.freeze("a", Duration.ofSeconds(40));
    time.advance(Duration.ofSeconds(60));
    store.stall();
    time.advance(Duration.ofSeconds(20));
    store.resume();
    time.advance(Duration.ofSeconds(60));
    assertTrue(log.size() >= 3, log::toString);
    return log;
  }
}
