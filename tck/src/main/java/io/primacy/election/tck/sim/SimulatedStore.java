package io.primacy.election.tck.sim;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.Timing;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A store in memory, shared by all nodes of one test, that breaks on demand.
 *
 * <p>In {@link VirtualTime} a run is the same for the same seed; in {@link Environment#system()} it
 * runs on a thread of its own. Open nodes with {@link #elections}, then break what you like.
 */
public final class SimulatedStore implements ElectionProvider, AutoCloseable {

  /** The lease of nodes opened without a timing. */
  public static final Duration LEASE = Duration.ofSeconds(10);

  private static final int MOST_LATENCY_MICROS = 1_000;

  private final Environment world;
  private final EventLoop loop;
  private final Random random; // Guarded by this.
  private final Records records = new Records();
  private final Set<SimulatedBackend> backends = new LinkedHashSet<>(); // Guarded by this.
  private final Map<String, Machine> machines = new HashMap<>(); // Guarded by this.
  private final Lines lines = new Lines();
  private final ArrayDeque<Runnable> stalledRequests = new ArrayDeque<>(); // Guarded by this.
  private boolean stalled; // Guarded by this.
  private boolean stopped; // Guarded by this.
  private volatile boolean readOnly; // Written by the test, read by the loop.

  private SimulatedStore(Environment world) {
    this.world = world;
    this.random = new Random(world.nonce());
    this.loop = world.newLoop("simulated-store");
  }

  /** An empty store in a world. */
  public static SimulatedStore in(Environment world) {
    return new SimulatedStore(world);
  }

  /** Opens a node with a lease of {@link #LEASE}. */
  public Elections elections(String node) {
    return elections(node, Timing.ofLease(LEASE));
  }

  /** Opens a node on its own {@linkplain #machine machine}. */
  public Elections elections(String node, Timing timing) {
    ElectionsConfig config =
        ElectionsConfig.builder().node(node).provider(this).timing(timing).build();
    return Elections.open(config, machine(node));
  }

  /** The machine of a node, which can be frozen. */
  public synchronized Machine machine(String node) {
    return machines.computeIfAbsent(node, name -> new Machine(world, loop));
  }

  /** Stops a node for a while, as a long collection of garbage or SIGSTOP would. */
  public void freeze(String node, Duration duration) {
    machine(node).freeze(duration);
  }

  /**
   * Ends whatever a node leads, at once and with certainty: its machine finds itself waking from a
   * suspension that was longer than any lease.
   */
  public void loseLeadershipNow(String node) {
    machine(node).stepWallClock(Duration.ofDays(1));
  }

  /** Loses every packet between a node and the store, until {@link #plugIn}. */
  public void unplug(String node) {
    lines.loseRequests(node);
    lines.loseAnswers(node);
  }

  /** Loses what a node says, until {@link #plugIn}. */
  public void loseRequests(String node) {
    lines.loseRequests(node);
  }

  /** Loses what is said to a node, until {@link #plugIn}. */
  public void loseAnswers(String node) {
    lines.loseAnswers(node);
  }

  /**
   * Makes everything late between a node and the store, in each direction, until {@link #plugIn}.
   */
  public void delay(String node, Duration late) {
    lines.delay(node, late);
  }

  /** Closes a node's connection: what is on its way is lost, calls under way are unknown. */
  public void reset(String node) {
    backendsOf(node).forEach(SimulatedBackend::reset);
  }

  /** Undoes all of these. What was lost stays lost. */
  public void plugIn(String node) {
    lines.repair(node);
    backendsOf(node).forEach(SimulatedBackend::reconnected);
  }

  /** Refuses all writes, until {@link #acceptWrites}. */
  public void refuseWrites() {
    readOnly = true;
  }

  /** Undoes {@link #refuseWrites}. */
  public void acceptWrites() {
    readOnly = false;
  }

  /** Holds all requests back until {@link #resume}; then they take effect, however late. */
  public synchronized void stall() {
    stalled = true;
  }

  /** Undoes {@link #stall}. */
  public void resume() {
    List<Runnable> late;
    synchronized (this) {
      stalled = false;
      late = new ArrayList<>(stalledRequests);
      stalledRequests.clear();
    }
    late.forEach(loop::execute);
  }

  /** Stops the store: everything sent to it or by it is lost, until {@link #start}. */
  public synchronized void stop() {
    stopped = true;
  }

  /** Undoes {@link #stop}; the records are still there. */
  public void start() {
    List<SimulatedBackend> reached;
    synchronized (this) {
      stopped = false;
      reached = List.copyOf(backends);
    }
    reached.forEach(SimulatedBackend::reconnected);
  }

  /** Deletes a record, as an operator might. */
  public void deleteRecord(String namespace, RecordKey key) {
    if (records.delete(namespace, key)) {
      changed(namespace, key, Hint.UNKNOWN);
    }
  }

  /** Ends the store's thread, if it has one. Nodes are closed by whoever opened them. */
  @Override
  public void close() {
    loop.close();
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.SURVIVES_FULL_RESTART,
        Capability.SURVIVES_OPERATOR_DELETION,
        Capability.REMOTE_CLIENTS);
  }

  @Override
  public ElectionBackend open(BackendContext context) {
    Wire wire = new Wire(loop, lineOf(context.node()), this::passUnlessStalled);
    SimulatedBackend backend = new SimulatedBackend(this, context, wire);
    synchronized (this) {
      backends.add(backend);
    }
    return backend;
  }

  Records records() {
    return records;
  }

  WriteOutcome write(String namespace, RecordKey key, long expectedVersion, byte[] value) {
    if (readOnly) {
      return new WriteOutcome.Unknown(new BackendException("The store refuses writes"));
    }
    WriteOutcome outcome = records.write(namespace, key, expectedVersion, value);
    if (outcome instanceof WriteOutcome.Committed committed) {
      changed(namespace, key, committed.version());
    }
    return outcome;
  }

  synchronized void forget(SimulatedBackend backend) {
    backends.remove(backend);
  }

  private void changed(String namespace, RecordKey key, long version) {
    List<SimulatedBackend> all;
    synchronized (this) {
      all = List.copyOf(backends);
    }
    all.forEach(backend -> backend.changed(namespace, key, version));
  }

  private void passUnlessStalled(Runnable request) {
    synchronized (this) {
      if (stalled) {
        stalledRequests.add(request);
        return;
      }
    }
    request.run();
  }

  private Wire.Line lineOf(String node) {
    return new Wire.Line() {
      @Override
      public Duration latency() {
        return someLatency().plus(lines.of(node).late());
      }

      @Override
      public boolean losesRequests() {
        return isStopped() || lines.of(node).losesRequests();
      }

      @Override
      public boolean losesAnswers() {
        return isStopped() || lines.of(node).losesAnswers();
      }
    };
  }

  private synchronized List<SimulatedBackend> backendsOf(String node) {
    return backends.stream().filter(backend -> backend.node().equals(node)).toList();
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized Duration someLatency() {
    return Duration.ofNanos(1_000L * (1 + random.nextInt(MOST_LATENCY_MICROS)));
  }
}
