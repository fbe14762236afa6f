package io.primacy.election.zookeeper;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to hear of which record: one persistent watch for each record, however many listen.
 *
 * <p>A watch belongs to a session. Within one, ZooKeeper's client sets it again on each connection
 * but does not tell what was missed, so everybody gets a hint; for a new session all are made
 * again, and everybody gets a hint when that is done.
 */
final class Hints {

  private static final Logger LOG = System.getLogger(Hints.class.getName());

  private static final Set<EventType> CHANGES =
      Set.of(EventType.NodeCreated, EventType.NodeDataChanged, EventType.NodeDeleted);

  private final Refusal refusal;
  private final EventLoop loop;
  private final Watcher watcher = this::on;

  private final Object lock = new Object();
  private final Map<String, Followed> followed = new HashMap<>(); // Guarded by lock.
  private @Nullable Link link; // Guarded by lock.

  Hints(Refusal refusal, EventLoop loop) {
    this.refusal = refusal;
    this.loop = loop;
  }

  Registration add(String path, Hint hint) {
    synchronized (lock) {
      Followed record = followed.computeIfAbsent(path, Followed::new);
      Listener listener = new Listener(record, hint);
      List<Listener> more = new ArrayList<>(record.listeners);
      more.add(listener);
      record.listeners = List.copyOf(more);
      if (record.listeners.size() == 1) {
        watch(record);
      } else if (record.on != null) {
        loop.execute(() -> listener.tell(Hint.UNKNOWN));
      }
      return listener;
    }
  }

  /** Sees to it that everything is watched in this session, and that everybody looks. */
  void connected(Link now) {
    List<Followed> hinted = new ArrayList<>();
    synchronized (lock) {
      link = now;
      for (Followed record : followed.values()) {
        if (record.on == now) {
          hinted.add(record);
        } else {
          watch(record);
        }
      }
    }
    hinted.forEach(record -> hint(record, Hint.UNKNOWN));
  }

  void close() {
    synchronized (lock) {
      followed.clear();
    }
  }

  /* Called with the lock held. */
  private void watch(Followed record) {
    Link now = link;
    if (now == null) {
      return;
    }
    now.watch(
        record.path,
        watcher,
        () -> watched(record, now),
        code -> {
          // A lost connection is followed by another, and that by another attempt.
          if (!Refusal.isLoss(code)) {
            var unused = refusal.of("watch", record.path, code);
          }
        });
  }

  private void watched(Followed record, Link on) {
    synchronized (lock) {
      if (on != link) {
        return;
      }
      record.on = on;
      if (followed.get(record.path) != record) {
        unwatch(record);
        return;
      }
    }
    hint(record, Hint.UNKNOWN);
  }

  private void remove(Followed record, Listener listener) {
    synchronized (lock) {
      record.listeners = record.listeners.stream().filter(other -> other != listener).toList();
      if (record.listeners.isEmpty() && followed.remove(record.path, record)) {
        unwatch(record);
      }
    }
  }

  /* Called with the lock held. */
  private void unwatch(Followed record) {
    Link on = record.on;
    if (on == null || followed.containsKey(record.path)) {
      return;
    }
    on.unwatch(record.path, code -> LOG.log(Level.DEBUG, "Watch not removed: " + code));
  }

  private void on(WatchedEvent event) {
    if (!CHANGES.contains(event.getType())) {
      return;
    }
    Followed record;
    synchronized (lock) {
      record = followed.get(event.getPath());
    }
    if (record != null) {
      hint(record, versionMadeBy(event));
    }
  }

  /* A record's version is the zxid of its last change; servers before 3.9 do not tell it. */
  private static long versionMadeBy(WatchedEvent event) {
    boolean told = event.getType() != EventType.NodeDeleted && event.getZxid() > 0;
    return told ? event.getZxid() : Hint.UNKNOWN;
  }

  private void hint(Followed record, long version) {
    List<Listener> listeners;
    synchronized (lock) {
      listeners = record.listeners;
    }
    listeners.forEach(listener -> listener.tell(version));
  }

  /** A record somebody follows. */
  private static final class Followed {

    private final String path;
    // Both guarded by the hints' lock.
    private List<Listener> listeners = List.of(); // Replaced as a whole.
    private @Nullable Link on; // The session that watches it.

    Followed(String path) {
      this.path = path;
    }
  }

  /** One registration; the same callback may be registered twice. */
  private final class Listener implements Registration {

    private final Followed record;
    private final Hint hint;

    Listener(Followed record, Hint hint) {
      this.record = record;
      this.hint = hint;
    }

    @Override
    public void close() {
      remove(record, this);
    }

    void tell(long version) {
      try {
        hint.mayHaveChanged(version);
      } catch (RuntimeException | AssertionError e) {
        LOG.log(Level.ERROR, "A callback for hints failed; the others go on", e);
      }
    }
  }
}
