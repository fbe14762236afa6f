package io.primacy.election;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A contender that writes down what it is told, and the patience of tests. */
class Witness implements Contender {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void granted(Leadership leadership) throws Exception {
    told.add("granted " + leadership.token());
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws Exception {
    told.add("revoked " + leadership.token() + " " + reason);
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      return fail("no completion", e);
    }
  }

  /** What a stage failed with. */
  static Throwable failure(CompletionStage<?> stage) {
    try {
      return fail("completed with " + get(stage));
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  static void eventually(Supplier<?> what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail(String.valueOf(what.get()));
      }
      pause(2);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(e);
    }
  }

  static Leadership lead(LeaderElection election) {
    try {
      return election.awaitLeadership(PATIENCE);
    } catch (InterruptedException | TimeoutException e) {
      return fail("does not lead " + election.name() + ": " + election.view(), e);
    }
  }
}
