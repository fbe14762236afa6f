package io.primacy.election.core;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store that keeps the contract and nothing more: reads are stale, answers get lost, requests
 * arrive late or twice, hints take their time, and now and then nothing works at all.
 */
final class SimStore {

  /** What is wrong with the network at present. */
  static final class Weather {
    double loss;
    double staleness;
    long latency = 500_000;
    boolean stalled;
  }

  final Weather weather = new Weather();
  private final SimAgenda agenda;
  private final Flaws flaws;
  private final Map<RecordKey, List<StoredRecord>> histories =
      new TreeMap<>(java.util.Comparator.comparing(RecordKey::toString));
  private final List<SimBackend> backends = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  /* When each version was committed; versions count from 1. */
  private final List<Long> committedAt = new ArrayList<>();
  private long versions;
  private int life;
  private ChangeJudge witness;

  SimStore(SimAgenda agenda, Flaws flaws) {
    this.flaws = flaws;
    this.agenda = agenda;
  }

  /** Sees every change of an election as it is committed. */
  void witness(ChangeJudge judge) {
    witness = judge;
  }

  ElectionBackend connect(SimMachine machine, long callTimeout, boolean[] cutOff) {
    SimBackend backend = new SimBackend(this, agenda, flaws, machine, callTimeout, cutOff);
    backends.add(backend);
    return backend;
  }

  /** What the records hold at present, for people. */
  String describe() {
    StringBuilder text = new StringBuilder();
    histories
        .keySet()
        .forEach(
            key ->
                text.append(key)
                    .append(": ")
                    .append(current(key).map(StoredRecord::toString).orElse("absent"))
                    .append('\n'));
    return text.toString();
  }

  /** An operator deletes a record with the store's own tools. */
  void delete(RecordKey key) {
    List<StoredRecord> history = histories.get(key);
    if (history != null && current(key).isPresent()) {
      history.add(new StoredRecord(nextVersion(), new byte[0]));
      changed(key);
    }
  }

  /** Another store takes its place, which knows nothing. What is under way to this one is lost. */
  void wipe() {
    life++;
    histories.clear();
    committedAt.clear();
    held.clear();
    versions = 0;
  }

  /** Which store this is. */
  int life() {
    return life;
  }

  void resume() {
    weather.stalled = false;
    List<Runnable> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(Runnable::run);
  }

  List<StoredRecord> history(RecordKey key) {
    return histories.getOrDefault(key, List.of());
  }

  void disconnect(SimBackend backend) {
    backends.remove(backend);
  }

  Optional<StoredRecord> current(RecordKey key) {
    List<StoredRecord> history = histories.getOrDefault(key, List.of());
    return history.isEmpty() ? Optional.empty() : present(history.get(history.size() - 1));
  }

  /* A record without content stands for one that was deleted. */
  static Optional<StoredRecord> present(StoredRecord record) {
    return record.value().length == 0 ? Optional.empty() : Optional.of(record);
  }

  /** The highest version given to any record. */
  long versions() {
    return versions;
  }

  /** The epoch that an election's record holds; 0 if there is none. */
  long epoch(RecordKey election) {
    Optional<StoredRecord> record = current(election);
    try {
      return record.isEmpty() ? 0 : ElectionRecord.decode(record.get().value()).epoch();
    } catch (UnreadableRecordException e) {
      throw new AssertionError("S12: " + election + " can not be read", e);
    }
  }

  WriteOutcome apply(RecordKey key, long expected, byte[] value) {
    Optional<StoredRecord> current = current(key);
    boolean ignored = flaws.versionsIgnored() && expected > 0 && agenda.chance(0.05);
    if (!ignored && current.map(StoredRecord::version).orElse(0L) != expected) {
      return new WriteOutcome.Conflict(current);
    }
    if (witness != null && current.isPresent() && key.kind().equals("elections")) {
      witness.committed(key.name(), current.get().value(), value);
    }
    histories
        .computeIfAbsent(key, k -> new ArrayList<>())
        .add(new StoredRecord(nextVersion(), value));
    changed(key);
    return new WriteOutcome.Committed(versions);
  }

  private long nextVersion() {
    committedAt.add(agenda.now());
    return ++versions;
  }

  /* A replica is behind by half the shortest lease at most. */
  boolean mayBeUnseen(StoredRecord record) {
    long at = committedAt.get(Math.toIntExact(record.version() - 1));
    return agenda.now() - at < Simulation.LEASE / 4;
  }

  private void changed(RecordKey key) {
    List<StoredRecord> history = histories.get(key);
    StoredRecord change = history.get(history.size() - 1);
    for (SimBackend backend : backends) {
      backend.hintLater(key, change);
    }
  }

  /* Requests that reach the service while it is stalled wait there. */
  void atService(Runnable task) {
    if (weather.stalled) {
      held.add(task);
    } else {
      task.run();
    }
  }

  /** A provider for one process. */
  static ElectionProvider provider(
      java.util.function.Function<BackendContext, ElectionBackend> open) {
    return new ElectionProvider() {
      @Override
      public String name() {
        return "sim";
      }

      @Override
      public List<Setting<?>> settings() {
        return List.of();
      }

      @Override
      public Set<Capability> capabilities() {
        return Set.of();
      }

      @Override
      public ElectionBackend open(BackendContext context) {
        return open.apply(context);
      }
    };
  }
}
