package io.primacy.election.core;

import io.primacy.election.ElectionException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Stages that complete when something comes true in the store. Confined to the loop. */
final class Promises {

  /** What is waited for. */
  private record Promise(
      BooleanSupplier kept,
      CompletableFuture<Void> stage,
      Executor callbacks,
      boolean ofCandidacy) {}

  private final ArrayList<Promise> open = new ArrayList<>();

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
    open.add(new Promise(kept, stage, callbacks, ofCandidacy));
  }

  void settle() {
    if (open.isEmpty()) {
      return;
    }
    open.removeIf(
        promise -> {
          boolean kept = promise.kept().getAsBoolean();
          if (kept) {
            promise.callbacks().execute(() -> promise.stage().complete(null));
          }
          return kept;
        });
    if (open.isEmpty()) {
      open.trimToSize(); // Most elections are idle, with nothing promised.
    }
  }

  /** Fails those that can not come true because the opposite was asked for. */
  void supersede(boolean ofCandidacy, String why) {
    open.removeIf(
        promise ->
            promise.ofCandidacy() == ofCandidacy && fail(promise, new ElectionException(why)));
  }

  void failAll(ElectionException failure) {
    open.removeIf(promise -> fail(promise, failure));
  }

  private static boolean fail(Promise promise, ElectionException failure) {
    promise.callbacks().execute(() -> promise.stage().completeExceptionally(failure));
    return true;
  }
}
