package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.spi.EventLoop;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What callers gave to the loop: each is run there, or refused when the loop drops it. */
final class Errands {

  private final EventLoop loop;
  private final Set<Consumer<ElectionException>> given = ConcurrentHashMap.newKeySet();

  Errands(EventLoop loop) {
    this.loop = loop;
  }

  /** From any thread. Who finds the loop closed after this calls {@link #refuseAll}. */
  void give(Runnable task, Consumer<ElectionException> refused) {
    given.add(refused);
    loop.execute(
        () -> {
          if (given.remove(refused)) {
            task.run();
          }
        });
  }

  /** Once the loop is closed. */
  void refuseAll(ElectionException why) {
    for (Consumer<ElectionException> refused : List.copyOf(given)) {
      if (given.remove(refused)) {
        refused.accept(why);
      }
    }
  }
}
