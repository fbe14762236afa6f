package io.primacy.election.core;

import static java.util.Objects.requireNonNull;

import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Names;
import io.primacy.election.NodeAlreadyRunningException;
import io.primacy.election.Operations;
import io.primacy.election.SessionView;
import io.primacy.election.Timing;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node: its session, its elections, the nodes it watches. The loop owns all of that; callers
 * and the backend only post to it.
 */
public final class Node implements Elections {

  private final ElectionsConfig config;
  private final String run;
  private final TimeSource time;
  private final EventLoop loop;
  private final Executor callbacks;
  private final LoopWorld world;
  private final Closing closing;
  private final Operator operator;
  private final ConcurrentMap<String, ElectionHandle> handles = new ConcurrentHashMap<>();
  private final Errands errands;
  private final CompletableFuture<ElectionException> failed = new CompletableFuture<>();
  private volatile @Nullable ElectionException refusal; // Written by the loop, read by anyone.

  private Node(
      ElectionsConfig config, Environment environment, ElectionBackend backend, Proof proof) {
    this.config = config;
    this.time = environment.time();
    this.loop = environment.newLoop("primacy-" + config.node());
    this.errands = new Errands(loop);
    this.callbacks = environment.newCallbacks("primacy-" + config.node() + "-user");
    this.run = Long.toHexString(environment.nonce());
    StoreClient store = new StoreClient(backend, loop, time, config.timing().callTimeout());
    this.world = new LoopWorld(new Footing(store, loop, time, config.timing(), proof), run);
    this.closing =
        new Closing(backend, callbacks, world.footing(), this::refuseIfOver, this::closed);
    this.operator = new Operator(this, world.footing(), environment::nonce);
  }

  /** Opens a node; the only way in. */
  public static Node open(ElectionsConfig config, Environment environment) {
    return open(config, environment, Proof.SOUND);
  }

  static Node open(ElectionsConfig config, Environment environment, Proof proof) {
    return new Node(config, environment, BackendOpening.open(config, environment), proof);
  }

  @Override
  public String node() {
    return config.node();
  }

  @Override
  public String run() {
    return run;
  }

  @Override
  public ElectionsConfig config() {
    return config;
  }

  @Override
  public LeaderElection election(String name) {
    Names.requireValid("election", requireNonNull(name, "name"));
    return handles.computeIfAbsent(
        name,
        n -> {
          Participation participation = new Participation(n, world);
          loop.execute(
              () -> {
                if (!closing.hasBegun()) {
                  participation.start();
                }
              });
          return new ElectionHandle(n, this, participation);
        });
  }

  @Override
  public Operations operations() {
    return operator;
  }

  @Override
  public SessionView session() {
    return world.session.view();
  }

  @Override
  public CompletionStage<Void> pulse() {
    CompletableFuture<Void> felt = new CompletableFuture<>();
    errands.give(() -> callbacks.execute(() -> felt.complete(null)), felt::completeExceptionally);
    refuseIfOver();
    return felt.minimalCompletionStage();
  }

  @Override
  public CompletionStage<ElectionException> failed() {
    return failed.minimalCompletionStage();
  }

  @Override
  public CompletionStage<Void> closeAsync() {
    loop.execute(() -> closing.begin(world.session, handles.values()));
    return closing.done();
  }

  @Override
  public void close() {
    CompletionStage<Void> done = closeAsync();
    if (!Serial.inUserCode()) {
      closing.await(done);
    }
  }

  Timing timing() {
    return config.timing();
  }

  TimeSource time() {
    return time;
  }

  Executor callbacks() {
    return callbacks;
  }

  /** Runs a task on the loop, or says why not; one of the two, whenever the loop is closed. */
  void onLoop(Runnable task, Consumer<ElectionException> refused) {
    Optional<ElectionException> never = whyNever();
    if (never.isPresent()) {
      refused.accept(never.get());
      return;
    }
    errands.give(
        () -> whyNever().ifPresentOrElse(why -> callbacks.execute(() -> refused.accept(why)), task),
        refused);
    refuseIfOver();
  }

  /* What the loop dropped when it was closed. */
  private void refuseIfOver() {
    if (closing.isOver()) {
      errands.refuseAll(closed());
    }
  }

  void whenOver(Consumer<ElectionException> refused) {
    closing.done().thenRun(() -> refused.accept(closed()));
  }

  /** Why nothing can be asked for any more, if so. From any thread. */
  Optional<ElectionException> whyNever() {
    return closing.hasBegun() ? Optional.of(closed()) : Optional.ofNullable(refusal);
  }

  private ElectionException closed() {
    return new ElectionException("The elections of node '" + node() + "' are closed.");
  }

  /** What the participations share. */
  private final class LoopWorld implements World, SessionListener {

    private final Footing footing;
    private final Session session;
    private final Preflight preflight;
    private final PeerWatches peers;
    private EndReason whyLost = EndReason.LEASE_EXPIRED;

    LoopWorld(Footing footing, String run) {
      this.footing = footing;
      this.session = new Session(config.node(), run, footing, this);
      this.peers = new PeerWatches(footing);
      this.preflight = new Preflight(footing, session::renew);
    }

    @Override
    public Footing footing() {
      return footing;
    }

    @Override
    public Executor callbacks() {
      return callbacks;
    }

    @Override
    public Rules rules() {
      return new Rules(
          config.timing(),
          footing.proof(),
          peers::peer,
          session.me(),
          closing.hasBegun(),
          time.nanoTime(),
          time.wallMillis());
    }

    @Override
    public void wantSession() {
      session.want();
    }

    @Override
    public Lease sessionLease() {
      return session.lease();
    }

    @Override
    public EndReason whySessionLost() {
      return whyLost;
    }

    @Override
    public Preflight preflight() {
      return preflight;
    }

    @Override
    public PeerWatches peers() {
      return peers;
    }

    @Override
    public void settled(Participation participation) {
      closing.settled(participation);
    }

    @Override
    public void opened() {
      advanceAll();
    }

    @Override
    public void renewed() {
      preflight.over();
    }

    @Override
    public void lost(EndReason reason) {
      whyLost = reason;
      advanceAll();
      whyLost = EndReason.LEASE_EXPIRED;
    }

    @Override
    public void refused(long incarnation) {
      ElectionException why =
          new NodeAlreadyRunningException(config.node(), config.namespace(), incarnation);
      refusal = why;
      handles.values().forEach(handle -> handle.participation().fail(why));
      callbacks.execute(() -> failed.complete(why));
    }

    @Override
    public void done() {
      closing.sessionDone();
    }

    private void advanceAll() {
      handles.values().forEach(handle -> handle.participation().advance());
    }
  }
}
