package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one election shows to the outside. Written by the loop, read by anyone. */
final class Published {

  private final String name;
  private final World world;
  private final List<Feed> feeds = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Leadership> next = new CompletableFuture<>();
  private volatile @Nullable ElectionView view;
  private volatile @Nullable HeldLeadership leadership;
  private long shownVersion = -1; // Confined to the loop.

  Published(String name, World world) {
    this.name = name;
    this.world = world;
  }

  Optional<ElectionView> view() {
    return Optional.ofNullable(view);
  }

  Optional<Leadership> leadership() {
    return Optional.<Leadership>ofNullable(leadership).filter(Leadership::isHeld);
  }

  Leadership awaitLeadership(Duration limit) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit); // Saturates.
    while (true) {
      CompletableFuture<Leadership> awaited = next;
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
    ElectionView current = view;
    if (current == null) {
      return "the store has not answered yet.";
    }
    return current
        .leader()
        .map(leader -> "the store names node '" + leader.node() + "'.")
        .orElse("the store names nobody.");
  }

  Registration observe(ElectionObserver observer) {
    Feed feed = new Feed(observer, new Serial(world.callbacks()));
    synchronized (feeds) {
      feeds.add(feed);
      ElectionView current = view;
      if (current != null) {
        feed.offer(current);
      }
    }
    return () -> {
      feed.closed = true;
      feeds.remove(feed);
    };
  }

  void update(Seat seat) {
    if (!seat.seen() || seat.version() == shownVersion) {
      return;
    }
    shownVersion = seat.version();
    ElectionView current = Views.of(name, seat.version(), seat.record(), world.footing().now());
    // With the lock, or an observer that comes just now gets an older view after this one.
    synchronized (feeds) {
      view = current;
      feeds.forEach(feed -> feed.offer(current));
    }
  }

  void leads(HeldLeadership granted) {
    leadership = granted;
    CompletableFuture<Leadership> awaited = next;
    next = new CompletableFuture<>();
    world.callbacks().execute(() -> awaited.complete(granted));
  }

  /** Nobody need wait any more. From any thread. */
  void neverLeads(ElectionException why) {
    next.completeExceptionally(why);
  }

  void leadsNoMore() {
    leadership = null;
  }

  /** Hands the latest view to one observer, leaving out what it was too slow for. */
  private static final class Feed {
    private final ElectionObserver observer;
    private final Serial serial;
    private final AtomicReference<@Nullable ElectionView> latest = new AtomicReference<>();
    private volatile boolean closed;

    Feed(ElectionObserver observer, Serial serial) {
      this.observer = observer;
      this.serial = serial;
    }

    void offer(ElectionView view) {
      if (latest.getAndSet(view) == null) {
        serial.execute(this::deliver);
      }
    }

    private void deliver() {
      ElectionView view = latest.getAndSet(null);
      if (view != null && !closed) {
        observer.changed(view);
      }
    }
  }
}
