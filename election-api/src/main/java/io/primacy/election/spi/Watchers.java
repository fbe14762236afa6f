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

  /** Adds one; the same hint may be added twice, and is then told twice. */
  public Registration add(String path, Hint hint) {
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

  /** Tells those who want to hear of it, naming no version. */
  public void hint(String path) {
    hint(path, Hint.UNKNOWN);
  }

  /** Tells those who want to hear of it, see {@link Hint#mayHaveChanged}. */
  public void hint(String path, long version) {
    watchers.getOrDefault(path, Set.of()).forEach(watcher -> watcher.tell(version));
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

    private final Hint hint;

    Watcher(Hint hint) {
      this.hint = hint;
    }

    void tell(long version) {
      hint.mayHaveChanged(version);
    }
  }
}
