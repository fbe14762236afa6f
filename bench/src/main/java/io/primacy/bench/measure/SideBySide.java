package io.primacy.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does what is mostly waiting for all peers at once, on a thread each. */
final class SideBySide implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Returns what each came to, in their order, when all have; fails if one did. */
  <T> List<T> all(List<? extends Callable<T>> tasks) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> result : threads.invokeAll(tasks)) {
      try {
        results.add(result.get());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
