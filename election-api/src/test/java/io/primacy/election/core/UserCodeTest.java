package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import io.primacy.election.NotLeadingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What user code is told, and how. */
class UserCodeTest {

  private final HandLoop threads = new HandLoop();
  private final List<String> told = new ArrayList<>();
  private final ContenderCalls calls = new ContenderCalls(threads);
  private final Lease lease = new Lease(threads, 1_000_000_000L, Moment.now(threads));
  private Exception thrown;

  private final Contender contender =
      new Contender() {
        @Override
        public void granted(Leadership leadership) throws Exception {
          told.add("granted " + leadership.token() + (leadership.isHeld() ? "" : " (over)"));
          if (thrown != null) {
            throw thrown;
          }
        }

        @Override
        public void revoked(Leadership leadership, EndReason reason) {
          told.add("revoked " + leadership.token() + " " + reason);
        }
      };

  private HeldLeadership leadership(long token) {
    return new HeldLeadership("ledger", token, lease, contender);
  }

  @Test
  void aContenderIsToldOfEachLeadershipOnceAndInOrder() {
    HeldLeadership first = leadership(1);
    calls.grant(first, returned -> told.add("returned " + returned));
    calls.revoke(first, EndReason.WITHDRAWN, () -> told.add("finished"));
    HeldLeadership second = leadership(2);
    calls.grant(second, returned -> told.add("returned " + returned));
    threads.run();
    calls.revoke(second, EndReason.CLOSED, () -> told.add("finished"));
    threads.run();
    assertEquals(
        List.of(
            "granted 1",
            "returned true",
            "revoked 1 WITHDRAWN",
            "finished",
            "granted 2",
            "returned true",
            "revoked 2 CLOSED",
            "finished"),
        told);
  }

  @Test
  void aLeadershipThatIsOverBeforeItCouldBeToldIsNotTold() {
    HeldLeadership first = leadership(1);
    calls.grant(first, returned -> told.add("returned " + returned));
    first.end();
    calls.revoke(first, EndReason.LEASE_EXPIRED, () -> told.add("finished"));
    threads.run();
    assertEquals(List.of("finished"), told);
  }

  @Test
  void aContenderThatThrowsIsToldThatItIsOver() {
    thrown = new IOException("thrown by a test");
    HeldLeadership first = leadership(1);
    calls.grant(first, returned -> told.add("returned " + returned));
    calls.revoke(first, EndReason.CONTENDER_FAILED, () -> {});
    threads.run();
    assertEquals(List.of("granted 1", "returned false", "revoked 1 CONTENDER_FAILED"), told);
  }

  @Test
  void theEndIsAnnouncedToWhoWaitsWhateverTheContenderDoes() {
    HeldLeadership first = leadership(1);
    first.ended().thenAccept(reason -> told.add("ended " + reason));
    calls.announceEnd(first, EndReason.SUPERSEDED);
    assertEquals(List.of(), told);
    threads.run();
    assertEquals(List.of("ended SUPERSEDED"), told);
  }

  @Test
  void anActionRunsWhileTheLeadershipIsHeld() throws Exception {
    HeldLeadership held = leadership(7);
    assertEquals("done", held.whileHeld(() -> "done"));
    assertEquals(Duration.ofSeconds(1), held.remaining());
    assertEquals("leadership 7 of 'ledger'", held.toString());
  }

  @Test
  void anActionDoesNotRunWhenTheLeadershipIsOver() {
    HeldLeadership held = leadership(7);
    held.end();
    NotLeadingException refused =
        assertThrows(NotLeadingException.class, () -> held.whileHeld(() -> told.add("ran")));
    assertEquals("Leadership 7 of 'ledger' is over; the action did not run.", refused.getMessage());
    assertFalse(refused.actionRan());
    assertEquals(List.of(), told);
    assertEquals(Duration.ZERO, held.remaining());
    assertEquals("leadership 7 of 'ledger' (over)", held.toString());
  }

  @Test
  void anActionDuringWhichTheLeaseRanOutMayNotCount() {
    HeldLeadership held = leadership(7);
    NotLeadingException late =
        assertThrows(
            NotLeadingException.class,
            () ->
                held.whileHeld(
                    () -> {
                      threads.pass(1000);
                      return "done";
                    }));
    assertEquals(
        "Leadership 7 of 'ledger' ended while the action ran; only a resource that checks the token"
            + " knows whether it counts.",
        late.getMessage());
    assertTrue(late.actionRan());
  }

  @Test
  void whatAnActionThrowsIsThrownAsItIs() {
    IOException failure = new IOException("thrown by a test");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                leadership(7)
                    .whileHeld(
                        () -> {
                          throw failure;
                        })));
    assertEquals(new FencingToken(7), leadership(7).token());
  }

  @Test
  void tasksOfOneSerialRunInOrderAndNeverTwoAtATime() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Serial serial = new Serial(pool);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int number = i;
      serial.execute(
          () -> {
            overlaps.addAndGet(running.getAndIncrement());
            order.add(number);
            running.decrementAndGet();
            if (number % 3 == 0) {
              throw new AssertionError("thrown by a test");
            }
          });
    }
    serial.execute(pool::shutdown);
    assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
    assertEquals(0, overlaps.get());
    assertEquals(java.util.stream.IntStream.range(0, 2_000).boxed().toList(), order);
  }

  @Test
  void userCodeCanBeToldFromOtherCode() {
    Serial direct = new Serial(Runnable::run);
    direct.execute(
        () -> {
          told.add("outer " + Serial.inUserCode());
          new Serial(Runnable::run).execute(() -> told.add("inner " + Serial.inUserCode()));
          told.add("outer " + Serial.inUserCode());
        });
    told.add("after " + Serial.inUserCode());
    assertEquals(List.of("outer true", "inner true", "outer true", "after false"), told);
  }
}
