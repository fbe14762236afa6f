package io.primacy.election.atomix;

import io.primacy.election.spi.Registration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who wants to hear of which record. Thread-safe. */
final class Watchers {

  private final Map<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  Registration add(String path, Runnable hint) {
    Watcher watcher = new Watcher(hint);
    watchers.compute(
        path,
        (key, there) -> {
          Set<Watcher> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(watcher);
          return all;
        });
    return () -> remove(path, watcher);
  }

  boolean has(String path) {
    return watchers.containsKey(path);
  }

  List<String> paths() {
    return List.copyOf(watchers.keySet());
  }

  void hint(String path) {
    watchers.getOrDefault(path, Set.of()).forEach(Watcher::run);
  }

  void hintAll() {
    paths().forEach(this::hint);
  }

  void clear() {
    watchers.clear();
  }

  private void remove(String path, Watcher watcher) {
    watchers.computeIfPresent(
        path,
        (key, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  /** One registration; the same hint may be registered twice. */
  private static final class Watcher {

    private final Runnable hint;

    Watcher(Runnable hint) {
      this.hint = hint;
    }

    void run() {
      hint.run();
    }
  }
}
