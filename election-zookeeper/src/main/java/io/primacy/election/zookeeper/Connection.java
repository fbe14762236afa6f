package io.primacy.election.zookeeper;

import static java.util.Objects.requireNonNull;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Settings;
import io.primacy.election.spi.TimeSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * The way to the ensemble: Curator makes a new session whenever one has expired, and callers wait
 * here for a session that is connected.
 */
/*
 * Requests do not go through Curator: its background operations run on the calling thread first,
 * may wait there, and are repeated by its retry policy, which would turn a commit whose answer was
 * lost into a false conflict. Curator keeps the session, and hands out each new one.
 */
final class Connection {

  private static final Logger LOG = System.getLogger(Connection.class.getName());

  private final String servers;
  private final Settings settings;
  private final String root;
  private final Duration asked;
  private final Duration lease;
  private final TimeSource time;
  private final Consumer<Link> onConnected;
  private final CuratorFramework curator;

  private final Object lock = new Object();
  private final Set<Runnable> waiting = new LinkedHashSet<>(); // Guarded by lock.
  private @Nullable Link link; // Guarded by lock.
  private boolean usable; // Guarded by lock.
  private boolean everConnected; // Guarded by lock.
  private boolean warnedOfSession; // Guarded by lock.
  private long lostAt; // Guarded by lock.

  /**
   * @param loop for what Curator would otherwise start a thread for
   * @param onConnected called on each connection and reconnection, on ZooKeeper's event thread
   */
  Connection(BackendContext context, EventLoop loop, Consumer<Link> onConnected) {
    this.settings = context.settings();
    this.servers = settings.get(ZookeeperSettings.CONNECT);
    this.root = settings.get(ZookeeperSettings.ROOT);
    this.asked = ZookeeperSettings.sessionTimeout(context);
    this.lease = context.lease();
    this.time = context.environment().time();
    this.onConnected = onConnected;
    this.lostAt = time.nanoTime();
    Duration patience = settings.get(ZookeeperSettings.CONNECTION_TIMEOUT);
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(servers)
            .sessionTimeoutMs(Math.toIntExact(asked.toMillis()))
            // Nothing waits for it; longer than the session, Curator would warn of it.
            .connectionTimeoutMs(Math.toIntExact(Math.min(asked.toMillis(), patience.toMillis())))
            .retryPolicy((retries, elapsed, sleeper) -> false)
            .canBeReadOnly(false)
            .ensembleTracker(settings.get(ZookeeperSettings.ENSEMBLE_TRACKER))
            .zkClientConfig(ZookeeperSettings.clientConfig(context))
            .zookeeperFactory(new Sessions())
            .maxCloseWaitMs(Math.toIntExact(Math.max(1, context.callTimeout().toMillis() / 8)))
            .waitForShutdownTimeoutMs(
                Math.toIntExact(Math.max(1, context.callTimeout().toMillis() / 4)))
            .runSafeService(loop);
    settings
        .find(ZookeeperSettings.AUTH)
        .ifPresent(
            auth ->
                builder.authorization(
                    settings.get(ZookeeperSettings.AUTH_SCHEME),
                    auth.getBytes(StandardCharsets.UTF_8)));
    this.curator = builder.build();
    var unused = loop.schedule(patience, this::sayIfNeverConnected);
  }

  void start() {
    curator.start();
  }

  /** Acts on the session when it is connected, at once if it is, unless the call ends before. */
  void whenConnected(CompletableFuture<?> call, Consumer<Link> action) {
    Link now;
    synchronized (lock) {
      if (!usable) {
        Runnable again = () -> whenConnected(call, action);
        waiting.add(again);
        var unused = call.whenComplete((result, error) -> forget(again));
        return;
      }
      now = requireNonNull(link);
    }
    if (!call.isDone()) {
      action.accept(now);
    }
  }

  /** Whether no other session has followed. */
  boolean isLatest(Link session) {
    synchronized (lock) {
      return session == link;
    }
  }

  /** What is known of the connection, as a clause. */
  String found() {
    synchronized (lock) {
      String state = usable ? "connected" : "not connected";
      return servers + " is " + state + " since " + sinceLost().toMillis() + " ms.";
    }
  }

  /** The session, while it is connected. */
  Optional<Link> link() {
    synchronized (lock) {
      return usable ? Optional.ofNullable(link) : Optional.empty();
    }
  }

  /** Ends the session. Takes as long as the configured request timeout allows. */
  void close() {
    synchronized (lock) {
      usable = false;
      waiting.clear();
    }
    curator.close();
  }

  private void on(Link source, WatchedEvent event) {
    if (event.getType() != EventType.None) {
      return;
    }
    Set<Runnable> released = new LinkedHashSet<>();
    boolean connected = event.getState() == KeeperState.SyncConnected;
    synchronized (lock) {
      if (source != link) {
        return;
      }
      boolean was = usable;
      // Without valid credentials requests are refused at once, and with a better word.
      usable = connected || event.getState() == KeeperState.AuthFailed;
      if (event.getState() == KeeperState.SaslAuthenticated) {
        usable = was;
      }
      say(was, connected, event.getState());
      if (usable) {
        released.addAll(waiting);
        waiting.clear();
      }
    }
    if (connected) {
      warnOfSession(Duration.ofMillis(source.zooKeeper().getSessionTimeout()));
      onConnected.accept(source);
    }
    released.forEach(Runnable::run);
  }

  private void say(boolean was, boolean connected, KeeperState state) {
    if (connected && !was) {
      String verb = everConnected ? "Connected again to " : "Connected to ";
      LOG.log(Level.INFO, verb + servers + " after " + sinceLost().toMillis() + " ms");
      everConnected = true;
      lostAt = time.nanoTime();
    } else if (state == KeeperState.AuthFailed) {
      LOG.log(Level.WARNING, servers + " refuses this client's credentials");
    } else if (was && !usable) {
      LOG.log(Level.WARNING, "Connection to " + servers + " lost (" + state + ")");
      lostAt = time.nanoTime();
    }
  }

  private void warnOfSession(Duration given) {
    synchronized (lock) {
      if (given.equals(asked) || warnedOfSession) {
        return;
      }
      warnedOfSession = true;
    }
    LOG.log(Level.WARNING, SessionAdvice.sentence(asked, given, lease));
  }

  private void sayIfNeverConnected() {
    synchronized (lock) {
      if (!everConnected) {
        LOG.log(
            Level.WARNING,
            "No server of "
                + servers
                + " has answered in "
                + sinceLost().toMillis()
                + " ms. Check election.zookeeper.connect and the servers; trying on.");
      }
    }
  }

  private Duration sinceLost() {
    return Duration.ofNanos(time.nanoTime() - lostAt);
  }

  private void forget(Runnable again) {
    synchronized (lock) {
      waiting.remove(again);
    }
  }

  /** Makes sessions for Curator, and keeps the last one. */
  private final class Sessions implements ZookeeperFactory {

    @Override
    public ZooKeeper newZooKeeper(String connect, int timeout, Watcher watcher, boolean readOnly)
        throws Exception {
      return newZooKeeper(connect, timeout, watcher, readOnly, new ZKClientConfig());
    }

    @Override
    public ZooKeeper newZooKeeper(
        String connect, int timeout, Watcher curator, boolean readOnly, ZKClientConfig config)
        throws Exception {
      SessionWatcher watcher = new SessionWatcher(curator);
      ZooKeeper zooKeeper = new ZooKeeper(connect, timeout, watcher, readOnly, config);
      Link made = new Link(zooKeeper, root, settings.get(ZookeeperSettings.ACL).acl());
      synchronized (lock) {
        link = made;
        usable = false;
      }
      watcher.link.complete(made);
      return zooKeeper;
    }
  }

  /** Hears of one session, and passes all on to Curator. */
  private final class SessionWatcher implements Watcher {

    private final Watcher curatorWatcher;

    /** ZooKeeper's own threads wait for this, from the making of a session until it is known. */
    private final CompletableFuture<Link> link = new CompletableFuture<>();

    SessionWatcher(Watcher curatorWatcher) {
      this.curatorWatcher = curatorWatcher;
    }

    @Override
    public void process(WatchedEvent event) {
      try {
        on(link.join(), event);
      } finally {
        curatorWatcher.process(event);
      }
    }
  }
}
