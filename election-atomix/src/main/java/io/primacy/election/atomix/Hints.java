package io.primacy.election.atomix;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Watchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Tells watchers that a record may have changed: when the map says so, when a session began, and,
 * as either may be lost, when a slow look finds another version. The look takes a bounded number of
 * records at a time, only such that are watched.
 */
final class Hints implements Line.Listener {

  private static final int AT_A_TIME = 64;

  private final Watchers watchers = new Watchers();
  private final EventLoop loop;
  private final Duration poll;
  private final Map<String, Long> versions = new HashMap<>(); // Only on the loop.
  private Iterator<String> next = List.<String>of().iterator(); // Only on the loop.

  Hints(EventLoop loop, Duration poll) {
    this.loop = loop;
    this.poll = poll;
  }

  /** Looks from now on. */
  void start(Line line) {
    loop.schedule(poll, () -> look(line));
  }

  Registration add(String path, Hint hint) {
    return watchers.add(path, hint);
  }

  @Override
  public void changed(String path, long version) {
    watchers.hint(path, version);
  }

  @Override
  public void anythingChanged() {
    watchers.hintAll();
  }

  private void look(Line line) {
    if (!next.hasNext()) {
      List<String> paths = watchers.paths();
      versions.keySet().retainAll(paths);
      next = paths.iterator();
    }
    List<String> paths = new ArrayList<>();
    while (next.hasNext() && paths.size() < AT_A_TIME) {
      paths.add(next.next());
    }
    if (paths.isEmpty()) {
      loop.schedule(poll, () -> look(line));
      return;
    }
    var unused =
        line.query(
                MapCalls.readAll(paths),
                (index, value) -> {
                  found(paths, MapCalls.versions(value));
                  return true;
                },
                value -> paths)
            .whenComplete((answer, error) -> loop.schedule(poll, () -> look(line)));
  }

  private void found(List<String> paths, Map<String, Long> found) {
    for (String path : paths) {
      long version = found.getOrDefault(path, 0L);
      Long before = versions.put(path, version);
      if (before == null || before != version) {
        watchers.hint(path, version);
      }
    }
  }
}
