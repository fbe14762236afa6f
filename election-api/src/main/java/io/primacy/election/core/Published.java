package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one election shows to the outside. Written by the loop, read by anyone.
 *
 * <p>Views are made when somebody asks, and kept until the record changes: most elections have
 * nobody who does, and who asks often is given the same one.
 */
final class Published {

  private final String name;
  private final World world;
  private List<Feed> feeds = List.of(); // Guarded by this; replaced as a whole.
  private @Nullable CompletableFuture<Leadership> next; // Guarded by this; made for who waits.
  private volatile @Nullable Seen seen;
  private volatile @Nullable HeldLeadership leadership;
  private long shownVersion = -1; // Confined to the loop.

  Published(String name, World world) {
    this.name = name;
    this.world = world;
  }

  Optional<ElectionView> view() {
    return Optional.ofNullable(seen).map(Seen::view);
  }

  Optional<Leadership> leadership() {
    return Optional.<Leadership>ofNullable(leadership).filter(Leadership::isHeld);
  }

  Leadership awaitLeadership(Duration limit) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit); // Saturates.
    while (true) {
      CompletableFuture<Leadership> awaited = next();
      Optional<Leadership> now = leadership();
      if (now.isPresent()) {
        return now.get();
      }
      try {
        Leadership granted =
            awaited.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (granted.isHeld()) {
          return granted;
        }
      } catch (TimeoutException e) {
        throw new TimeoutException(
            "This node does not lead '"
                + name
                + "' after "
                + TimeUnit.MILLISECONDS.convert(limit)
                + " ms: "
                + whoLeads());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof ElectionException never
            ? never
            : new IllegalStateException("Failed only by neverLeads", e);
      }
    }
  }

  private String whoLeads() {
    Optional<ElectionView> current = view();
    if (current.isEmpty()) {
      return "the store has not answered yet.";
    }
    return current
        .flatMap(ElectionView::leader)
        .map(leader -> "the store names node '" + leader.node() + "'.")
        .orElse("the store names nobody.");
  }

  Registration observe(ElectionObserver observer) {
    Feed feed = new Feed(observer, new Serial(world.callbacks()));
    synchronized (this) {
      List<Feed> more = new ArrayList<>(feeds);
      more.add(feed);
      feeds = List.copyOf(more);
      Seen current = seen;
      if (current != null) {
        feed.offer(current);
      }
    }
    return () -> {
      feed.closed = true;
      synchronized (this) {
        feeds = feeds.stream().filter(other -> other != feed).toList();
      }
    };
  }

  void update(Seat seat) {
    if (!seat.seen() || seat.version() == shownVersion) {
      return;
    }
    shownVersion = seat.version();
    Seen current = new Seen(seat.version(), seat.record(), world.footing().now());
    // With the lock, or an observer that comes just now gets an older view after this one.
    synchronized (this) {
      seen = current;
      feeds.forEach(feed -> feed.offer(current));
    }
  }

  void leads(HeldLeadership granted) {
    leadership = granted;
    CompletableFuture<Leadership> awaited = takeNext();
    if (awaited != null) {
      world.callbacks().execute(() -> awaited.complete(granted));
    }
  }

  /** Nobody need wait any more. From any thread. */
  void neverLeads(ElectionException why) {
    next().completeExceptionally(why);
  }

  /** The next leadership. */
  private synchronized CompletableFuture<Leadership> next() {
    if (next == null) {
      next = new CompletableFuture<>();
    }
    return next;
  }

  /** The leadership that was the next until now, if anybody asked for it. */
  private synchronized @Nullable CompletableFuture<Leadership> takeNext() {
    CompletableFuture<Leadership> awaited = next;
    next = null;
    return awaited;
  }

  void leadsNoMore() {
    leadership = null;
  }

  /** The record as the store showed it. */
  private final class Seen {
    private final long version;
    private final Optional<ElectionRecord> record;
    private final long at;
    private @Nullable ElectionView view; // Guarded by this.

    Seen(long version, Optional<ElectionRecord> record, long at) {
      this.version = version;
      this.record = record;
      this.at = at;
    }

    synchronized ElectionView view() {
      if (view == null) {
        view = Views.of(name, version, record, at);
      }
      return view;
    }
  }

  /** Hands the latest view to one observer, leaving out what it was too slow for. */
  private static final class Feed {
    private final ElectionObserver observer;
    private final Serial serial;
    private final AtomicReference<@Nullable Seen> latest = new AtomicReference<>();
    private volatile boolean closed;

    Feed(ElectionObserver observer, Serial serial) {
      this.observer = observer;
      this.serial = serial;
    }

    void offer(Seen shown) {
      if (latest.getAndSet(shown) == null) {
        serial.execute(this::deliver);
      }
    }

    private void deliver() {
      Seen shown = latest.getAndSet(null);
      if (shown != null && !closed) {
        observer.changed(shown.view());
      }
    }
  }
}
