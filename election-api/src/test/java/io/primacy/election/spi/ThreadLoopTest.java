package io.primacy.election.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadLoopTest {

  private final ThreadLoop loop = new ThreadLoop("loop-test");
  private final Queue<Object> ran = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(10, TimeUnit.SECONDS));
  }

  private void settle() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    loop.execute(reached::countDown);
    await(reached);
  }

  @Test
  void tasksRunOneAtATimeInOrderOnOneDaemonThread() throws InterruptedException {
    IntStream.range(0, 5_000).forEach(i -> loop.execute(() -> ran.add(i)));
    loop.execute(() -> ran.add(Thread.currentThread().getName()));
    loop.execute(() -> ran.add(Thread.currentThread().isDaemon()));
    settle();
    List<Object> all = List.copyOf(ran);
    assertEquals(IntStream.range(0, 5_000).boxed().toList(), all.subList(0, 5_000));
    assertEquals(List.of("loop-test", true), all.subList(5_000, 5_002));
  }

  @Test
  void aDelayedTaskRunsOnceNotBeforeItsTime() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    long begun = System.nanoTime();
    loop.schedule(Duration.ofMillis(30), rung::countDown);
    await(rung);
    assertTrue(System.nanoTime() - begun >= 30_000_000);
  }

  @Test
  void aDelayedTaskThatIsClosedDoesNotRun() throws InterruptedException {
    CountDownLatch closedBoth = new CountDownLatch(1);
    CountDownLatch later = new CountDownLatch(1);
    // The loop is busy until it is closed, however late this thread gets to that.
    loop.execute(() -> awaitUnchecked(closedBoth));
    Registration closed = loop.schedule(Duration.ofMillis(1), () -> ran.add("closed"));
    loop.schedule(Duration.ofMillis(20), later::countDown);
    closed.close();
    closed.close();
    closedBoth.countDown();
    await(later);
    assertEquals(0, ran.size());
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aDelayBeyondAllClocksIsForever() throws InterruptedException {
    loop.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("rung"));
    settle();
    assertEquals(0, ran.size());
  }

  @Test
  void anErrorOfOneTaskEndsNeitherTheLoopNorGoesUnseen() throws InterruptedException {
    Logger logger = Logger.getLogger(ThreadLoop.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            ran.add(line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("thrown by a test"),
            new AssertionError("thrown by a test"),
            new NoClassDefFoundError("thrown by a test"));
    Level before = logger.getLevel();
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);
    try {
      for (Throwable error : thrown) {
        loop.execute(() -> ThreadLoopTest.<RuntimeException>sneak(error));
      }
      settle();
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(before);
    }
    assertEquals(thrown, List.copyOf(ran));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable error) throws T {
    throw (T) error;
  }

  @Test
  void afterCloseTasksAreDroppedAndTheThreadEnds() throws InterruptedException {
    Thread[] thread = new Thread[1];
    loop.execute(() -> thread[0] = Thread.currentThread());
    settle();
    loop.schedule(Duration.ofSeconds(60), () -> ran.add("delayed"));
    loop.close();
    loop.close();
    loop.execute(() -> ran.add("late"));
    loop.schedule(Duration.ZERO, () -> ran.add("late")).close();
    thread[0].join(10_000);
    assertFalse(thread[0].isAlive());
    assertEquals(0, ran.size());
  }

  @Test
  void theSystemEnvironmentHasTwoClocksAndNoncesThatDiffer() {
    Environment system = Environment.system();
    assertSame(system, Environment.system());
    assertTrue(Math.abs(system.time().nanoTime() - System.nanoTime()) < 1_000_000_000L);
    assertTrue(Math.abs(system.time().wallMillis() - System.currentTimeMillis()) < 1_000);
    assertTrue(system.nonce() != system.nonce());
  }
}
