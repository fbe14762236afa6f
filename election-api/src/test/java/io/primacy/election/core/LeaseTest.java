package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.TimeSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final long SECOND = 1_000_000_000L;

  private final HandLoop clock = new HandLoop();

  private Lease lease() {
    return new Lease(clock, SECOND, Moment.now(clock));
  }

  @Test
  void itLastsUntilTheLastNanosecondAndNotOneMore() {
    Lease lease = lease();
    assertEquals(SECOND, lease.remainingNanos());
    clock.pass(Duration.ofNanos(SECOND - 1));
    assertTrue(lease.holds());
    assertEquals(1, lease.remainingNanos());
    clock.pass(Duration.ofNanos(1));
    assertFalse(lease.holds());
    assertEquals(0, lease.remainingNanos());
  }

  @Test
  void itLastsAcrossTheOverflowOfTheClock() {
    for (long before : new long[] {0, 1, SECOND / 2, SECOND}) {
      HandLoop overflowing = new HandLoop(Long.MAX_VALUE - before);
      Lease lease = new Lease(overflowing, SECOND, Moment.now(overflowing));
      overflowing.pass(999);
      assertTrue(lease.extend(Moment.now(overflowing)));
      overflowing.pass(Duration.ofNanos(SECOND - 1));
      assertEquals(1, lease.remainingNanos());
      overflowing.pass(Duration.ofNanos(1));
      assertFalse(lease.holds());
    }
  }

  @Test
  void aRenewalCountsFromItsSending() {
    Lease lease = lease();
    clock.pass(400);
    Moment sent = Moment.now(clock);
    clock.pass(500);
    assertTrue(lease.extend(sent));
    assertEquals(SECOND / 2, lease.remainingNanos());
  }

  @Test
  void anEarlierRenewalShortensNothing() {
    Lease lease = lease();
    Moment first = Moment.now(clock);
    clock.pass(400);
    lease.extend(Moment.now(clock));
    assertTrue(lease.extend(first));
    assertEquals(SECOND, lease.remainingNanos());
  }

  @Test
  void aConfirmationThatComesTooLateExtendsNothing() {
    Lease lease = lease();
    clock.pass(999);
    Moment sent = Moment.now(clock);
    clock.pass(1);
    assertFalse(lease.extend(sent));
    assertFalse(lease.holds());
  }

  @Test
  void onceSeenOverItIsOverWhateverTheClockSays() {
    AtomicLong nanos = new AtomicLong();
    TimeSource loose =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return nanos.get();
          }

          @Override
          public long wallMillis() {
            return 0;
          }
        };
    Lease lease = new Lease(loose, SECOND, Moment.now(loose));
    nanos.set(SECOND);
    assertFalse(lease.holds());
    nanos.set(0);
    assertFalse(lease.holds());
    assertFalse(lease.extend(Moment.now(loose)));
  }

  @Test
  void aWallClockThatRanAheadEndsIt() {
    Lease lease = lease();
    clock.stepWallClock(Duration.ofMillis(999));
    assertEquals(1_000_000, lease.remainingNanos());
    clock.stepWallClock(Duration.ofMillis(1));
    assertFalse(lease.holds());
    clock.stepWallClock(Duration.ofDays(-1));
    assertFalse(lease.holds());
  }

  @Test
  void aWallClockThatIsSetBackLengthensNothing() {
    Lease lease = lease();
    clock.stepWallClock(Duration.ofDays(-1));
    assertEquals(SECOND, lease.remainingNanos());
    clock.pass(1000);
    assertFalse(lease.holds());
  }

  @Test
  void itCanBeEndedAtAnyTime() {
    Lease lease = lease();
    lease.end();
    assertFalse(lease.holds());
    assertFalse(lease.extend(Moment.now(clock)));
  }

  @Test
  void whoeverSawItOverNobodySeesItHeldAgain() throws InterruptedException {
    TimeSource time = Environment.system().time();
    AtomicInteger resumed = new AtomicInteger();
    int ended = 0;
    for (int round = 0; round < 60; round++) {
      Lease lease = new Lease(time, 300_000, Moment.now(time));
      AtomicBoolean seenOver = new AtomicBoolean();
      CountDownLatch begin = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        boolean renews = i == 0;
        Thread thread =
            new Thread(
                () -> {
                  await(begin);
                  for (int n = 0; n < 3_000; n++) {
                    boolean before = seenOver.get();
                    boolean held = renews ? lease.extend(Moment.now(time)) : lease.holds();
                    if (before && held) {
                      resumed.incrementAndGet();
                    }
                    if (!held) {
                      seenOver.set(true);
                    }
                    if (renews && n % 50 == 49) {
                      spinUntil(time, time.nanoTime() + 250_000 + n * 40L);
                    }
                  }
                });
        threads.add(thread);
        thread.start();
      }
      begin.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      ended += seenOver.get() ? 1 : 0;
    }
    assertEquals(0, resumed.get());
    assertTrue(ended > 0, "no lease ended: nothing was shown");
  }

  private static void spinUntil(TimeSource time, long end) {
    while (time.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void askingAllocatesNothing() {
    TimeSource time = Environment.system().time();
    Lease lease = new Lease(time, 600 * SECOND, Moment.now(time));
    Contender nobody =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {}

          @Override
          public void revoked(Leadership leadership, EndReason reason) {}
        };
    HeldLeadership leadership = new HeldLeadership("ledger", 1, lease, nobody);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    int held = 0;
    for (int round = 0; round < 5; round++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int i = 0; i < 1_000_000; i++) {
        held += leadership.isHeld() ? 1 : 0;
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
    }
    assertEquals(5_000_000, held);
    // What the measuring itself may take; one object a call would be sixteen million.
    assertTrue(least < 10_000, least + " bytes in 1,000,000 calls");
  }
}
