package io.primacy.election.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackThreadsTest {

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final String name = "callback-test-" + INSTANCES.incrementAndGet() + "-";
  private final AtomicLong skipped = new AtomicLong();
  private final CountDownLatch release = new CountDownLatch(1);

  /* The machine's clock, and what a test skips of it. */
  private final CallbackThreads threads =
      new CallbackThreads(
          name,
          new TimeSource() {
            @Override
            public long nanoTime() {
              return System.nanoTime() + skipped.get();
            }

            @Override
            public long wallMillis() {
              return 0;
            }
          });

  @AfterEach
  void leaveNothing() {
    release.countDown();
    threads.close();
    eventually("no thread is left", () -> alive() == 0);
  }

  private long alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  private static void eventually(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - end < 0, what);
      Thread.onSpinWait();
    }
  }

  private void block(int tasks) {
    CountDownLatch blocked = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.execute(
          () -> {
            blocked.countDown();
            await(release);
          });
    }
    await(blocked);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Test
  void anyNumberOfTasksThatReturnNeedAHandfulOfThreads() {
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 10_000; i++) {
      threads.execute(ran::incrementAndGet);
      if (i % 1_000 == 0) {
        most.accumulateAndGet((int) alive(), Math::max);
      }
    }
    eventually("all tasks run", () -> ran.get() == 10_000);
    assertTrue(most.get() <= 8, most + " threads");
  }

  @Test
  void tasksThatDoNotReturnDelayLaterOnesByABlinkOnly() {
    block(20);
    CountDownLatch ran = new CountDownLatch(1);
    long begun = System.nanoTime();
    threads.execute(ran::countDown);
    await(ran);
    assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(2));
    assertTrue(alive() <= 23, alive() + " threads");
  }

  @Test
  void tasksBeginInTheOrderGiven() {
    ConcurrentLinkedQueue<Integer> begun = new ConcurrentLinkedQueue<>();
    CountDownLatch first = new CountDownLatch(1);
    threads.execute(() -> await(release));
    threads.execute(() -> await(first));
    IntStream.range(0, 50).forEach(i -> threads.execute(() -> begun.add(i)));
    first.countDown();
    eventually("all ran", () -> begun.size() == 50);
    List<Integer> order = List.copyOf(begun);
    assertTrue(order.get(0) <= 2 && order.get(49) >= 47, order.toString());
  }

  @Test
  void aTaskThatThrowsCostsNoThread() {
    CountDownLatch thrown = new CountDownLatch(600);
    for (int i = 0; i < 600; i++) {
      threads.execute(
          () -> {
            thrown.countDown();
            throw new StackOverflowError("thrown by a test");
          });
    }
    await(thrown);
    eventually("few threads are left", () -> alive() <= 3);
    CountDownLatch ran = new CountDownLatch(1);
    threads.execute(ran::countDown);
    await(ran);
  }

  @Test
  void anInterruptOfOneTaskIsNoneOfTheNext() {
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(200);
    for (int i = 0; i < 200; i++) {
      threads.execute(
          () -> {
            if (Thread.currentThread().isInterrupted()) {
              interrupted.incrementAndGet();
            }
            Thread.currentThread().interrupt();
            done.countDown();
          });
    }
    await(done);
    assertEquals(0, interrupted.get());
  }

  @Test
  void threadsThatHaveNothingToDoEnd() {
    CountDownLatch ran = new CountDownLatch(1);
    threads.execute(ran::countDown);
    await(ran);
    assertTrue(alive() > 0);
    skipped.set(TimeUnit.SECONDS.toNanos(6));
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .forEach(Thread::interrupt);
    eventually("idle threads end", () -> alive() == 0);
    CountDownLatch again = new CountDownLatch(1);
    threads.execute(again::countDown);
    await(again);
  }

  @Test
  void threadsStartedForTasksThatBlockedEndWhenTheyReturn() {
    block(20);
    release.countDown();
    eventually("the usual number is left", () -> alive() <= 3);
  }

  @Test
  void closeForgetsNoTaskAndLeavesNoThread() {
    block(2);
    AtomicInteger ran = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      threads.execute(ran::incrementAndGet);
    }
    threads.close();
    threads.close();
    eventually("what was given before runs", () -> ran.get() == 10);
    threads.execute(ran::incrementAndGet);
    eventually("what belongs to it runs too", () -> ran.get() == 11);
    release.countDown();
    eventually("no thread is left", () -> alive() == 0);
  }

  @Test
  void threadsAreDaemons() {
    block(1);
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(name))
            .anyMatch(thread -> !thread.isDaemon()));
  }
}
