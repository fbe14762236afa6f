package io.primacy.election.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For backends: who wants to hear of which record, by a path of the backend's choice. Thread-safe;
 * hints run on the thread that gives them.
 */
public final class Watchers {

  private final Map<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  /** Adds one; the same hint may be added twice, and is then run twice. */
  public Registration add(String path, Runnable hint) {
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

  /** Whether anybody wants to hear of it. */
  public boolean has(String path) {
    return watchers.containsKey(path);
  }

  /** What anybody wants to hear of. */
  public List<String> paths() {
    return List.copyOf(watchers.keySet());
  }

  /** Tells those who want to hear of it. */
  public void hint(String path) {
    watchers.getOrDefault(path, Set.of()).forEach(Watcher::run);
  }

  /** Tells everybody. */
  public void hintAll() {
    paths().forEach(this::hint);
  }

  /** Forgets everybody. */
  public void clear() {
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
