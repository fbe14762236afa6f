package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.Environment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which rules may run at once. */
class TckRunTest {

  private static final class TwoAtOnce extends SimulatedHarness {
    TwoAtOnce() {
      super(Environment.system());
    }

    @Override
    public int rulesAtOnce() {
      return 2;
    }
  }

  private final TckRun run = new TckRun(new TwoAtOnce(), Pattern.compile(".*"));
  private final Rule plain = rule(WriteRules.class, "aRecordThatDoesNotExistIsCreated");
  private final Rule fault = rule(VersionRules.class, "acknowledgedWritesOutliveARestart");
  private final Rule alone = rule(CloseRules.class, "closeLeavesNoThread");

  private static Rule rule(Class<?> chapter, String name) {
    try {
      return chapter.getDeclaredMethod(name, TckCluster.class).getAnnotation(Rule.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private CountDownLatch entering(Rule rule) {
    CountDownLatch entered = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                run.enter(rule);
                entered.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return entered;
  }

  @Test
  void asManyAsTheHarnessAllowsAndNoMore() throws InterruptedException {
    run.enter(plain);
    run.enter(plain);
    CountDownLatch third = entering(plain);
    assertFalse(third.await(100, TimeUnit.MILLISECONDS));
    run.leave(plain);
    assertTrue(third.await(10, TimeUnit.SECONDS));
  }

  @Test
  void oneThatCausesAFaultRunsAlone() throws InterruptedException {
    assertEquals(1, fault.needs().length);
    run.enter(plain);
    CountDownLatch entered = entering(fault);
    assertFalse(entered.await(100, TimeUnit.MILLISECONDS));
    run.leave(plain);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
    CountDownLatch next = entering(plain);
    assertFalse(next.await(100, TimeUnit.MILLISECONDS));
    run.leave(fault);
    assertTrue(next.await(10, TimeUnit.SECONDS));
  }

  @Test
  void oneThatCountsThreadsRunsAlone() throws InterruptedException {
    run.enter(alone);
    CountDownLatch entered = entering(plain);
    assertFalse(entered.await(100, TimeUnit.MILLISECONDS));
    run.leave(alone);
    assertTrue(entered.await(10, TimeUnit.SECONDS));
  }
}
