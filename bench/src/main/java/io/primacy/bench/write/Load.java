package io.primacy.bench.write;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes to some records, one after the other or several at once. For one thread at a time. */
public final class Load {

  private static final int VALUE_BYTES = 200; // About what an election's record holds.
  private static final int LIMIT_SECONDS = 60;

  private final List<Store.Chain> chains;
  private final AtomicInteger values = new AtomicInteger();

  /** On records that are there. */
  Load(List<Store.Chain> chains) {
    this.chains = List.copyOf(chains);
  }

  /** Makes so many records that nobody else makes. */
  public static Load on(Store store, String names, int count) throws Exception {
    List<Store.Chain> chains = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chains.add(store.make(names + i, new byte[VALUE_BYTES]));
    }
    return new Load(chains);
  }

  /** Each write begins when the one before it is done; the nanoseconds of each. */
  public List<Long> oneAtATime(int count) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      await(chains.get(0).write(value()));
      times.add(System.nanoTime() - begun);
    }
    return times;
  }

  /** As many are under way at once as there are records; the nanoseconds for all. */
  public long severalAtOnce(int count) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    long begun = System.nanoTime();
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Store.Chain chain : chains) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      goOn(chain, left, end);
    }
    await(CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)));
    return System.nanoTime() - begun;
  }

  private void goOn(Store.Chain chain, AtomicInteger left, CompletableFuture<Void> end) {
    if (left.getAndDecrement() <= 0) {
      end.complete(null);
      return;
    }
    var unused =
        chain
            .write(value())
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    end.completeExceptionally(failure);
                  } else {
                    goOn(chain, left, end);
                  }
                });
  }

  /** Never the same twice. */
  private byte[] value() {
    return ByteBuffer.allocate(VALUE_BYTES).putInt(values.incrementAndGet()).array();
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
