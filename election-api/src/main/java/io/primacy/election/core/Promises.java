package io.primacy.election.core;

import io.primacy.election.ElectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Stages that complete when something comes true in the store. Confined to the loop. */
final class Promises {

  /** What is waited for. */
  private record Promise(
      BooleanSupplier kept,
      CompletableFuture<Void> stage,
      Executor callbacks,
      boolean ofCandidacy) {}

  private List<Promise> open = List.of(); // Replaced as a whole; mostly there is none.

  /**
   * Adds one.
   *
   * @param ofCandidacy whether standing is what was promised; not standing otherwise
   */
  void add(
      BooleanSupplier kept,
      CompletableFuture<Void> stage,
      Executor callbacks,
      boolean ofCandidacy) {
    List<Promise> more = new ArrayList<>(open);
    more.add(new Promise(kept, stage, callbacks, ofCandidacy));
    open = List.copyOf(more);
  }

  void settle() {
    removeIf(
        promise -> {
          boolean kept = promise.kept().getAsBoolean();
          if (kept) {
            promise.callbacks().execute(() -> promise.stage().complete(null));
          }
          return kept;
        });
  }

  /** Fails those that can not come true because the opposite was asked for. */
  void supersede(boolean ofCandidacy, String why) {
    removeIf(
        promise ->
            promise.ofCandidacy() == ofCandidacy && fail(promise, new ElectionException(why)));
  }

  void failAll(ElectionException failure) {
    removeIf(promise -> fail(promise, failure));
  }

  private void removeIf(Predicate<Promise> over) {
    if (!open.isEmpty()) {
      List<Promise> left = new ArrayList<>(open);
      left.removeIf(over);
      open = List.copyOf(left);
    }
  }

  private static boolean fail(Promise promise, ElectionException failure) {
    promise.callbacks().execute(() -> promise.stage().completeExceptionally(failure));
    return true;
  }
}
