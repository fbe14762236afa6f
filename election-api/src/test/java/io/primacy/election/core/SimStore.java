package io.primacy.election.core;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
  private final List<Backend> backends = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  /* When each version was committed; versions count from 1. */
  private final List<Long> committedAt = new ArrayList<>();
  private long versions;
  long writes;
  long reads;

  SimStore(SimAgenda agenda, Flaws flaws) {
    this.flaws = flaws;
    this.agenda = agenda;
  }

  ElectionBackend connect(SimMachine machine, long callTimeout, boolean[] cutOff) {
    Backend backend = new Backend(machine, callTimeout, cutOff);
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

  void resume() {
    weather.stalled = false;
    List<Runnable> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(Runnable::run);
  }

  Optional<StoredRecord> current(RecordKey key) {
    List<StoredRecord> history = histories.getOrDefault(key, List.of());
    return history.isEmpty() ? Optional.empty() : present(history.get(history.size() - 1));
  }

  /* A record without content stands for one that was deleted. */
  private static Optional<StoredRecord> present(StoredRecord record) {
    return record.value().length == 0 ? Optional.empty() : Optional.of(record);
  }

  private long latest(RecordKey key) {
    List<StoredRecord> history = histories.getOrDefault(key, List.of());
    return history.isEmpty() ? 0 : history.get(history.size() - 1).version();
  }

  private WriteOutcome apply(RecordKey key, long expected, byte[] value) {
    writes++;
    Optional<StoredRecord> current = current(key);
    boolean ignored = flaws.versionsIgnored() && expected > 0 && agenda.chance(0.05);
    if (!ignored && current.map(StoredRecord::version).orElse(0L) != expected) {
      return new WriteOutcome.Conflict(current);
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
  private boolean mayBeUnseen(StoredRecord record) {
    long at = committedAt.get(Math.toIntExact(record.version() - 1));
    return agenda.now() - at < Simulation.LEASE / 4;
  }

  private void changed(RecordKey key) {
    long version = latest(key);
    for (Backend backend : backends) {
      backend.hintLater(key, version);
    }
  }

  /* Requests that reach the service while it is stalled wait there. */
  private void atService(Runnable task) {
    if (weather.stalled) {
      held.add(task);
    } else {
      task.run();
    }
  }

  private final class Backend implements ElectionBackend {
    private final SimMachine machine;
    private final long callTimeout;
    private final boolean[] cutOff;
    private final Map<RecordKey, List<Runnable>> watchers = new HashMap<>();
    private final Map<RecordKey, Long> floors = new HashMap<>();
    private boolean closed;

    Backend(SimMachine machine, long callTimeout, boolean[] cutOff) {
      this.machine = machine;
      this.callTimeout = callTimeout;
      this.cutOff = cutOff;
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
      reads++;
      CompletableFuture<Optional<StoredRecord>> answer = new CompletableFuture<>();
      machine.later(
          callTimeout,
          () -> answer.completeExceptionally(new BackendException("no answer in time")));
      if (!dropped()) {
        send(() -> respond(key, answer));
      }
      return answer;
    }

    /* Never older than anything this client was answered or hinted before. */
    private Optional<StoredRecord> replica(RecordKey key) {
      List<StoredRecord> history = histories.getOrDefault(key, List.of());
      int index = history.size() - 1;
      long least = floors.getOrDefault(key, 0L);
      while (index >= 0
          && mayBeUnseen(history.get(index))
          && agenda.chance(weather.staleness)
          && (index == 0 ? least == 0 : history.get(index - 1).version() >= least)) {
        index--;
      }
      return index < 0 ? Optional.empty() : Optional.of(history.get(index));
    }

    private void respond(RecordKey key, CompletableFuture<Optional<StoredRecord>> answer) {
      receive(
          () -> {
            Optional<StoredRecord> found = replica(key);
            if (!answer.isDone()) {
              found.ifPresent(record -> floors.merge(key, record.version(), Math::max));
              answer.complete(found.flatMap(SimStore::present));
            }
          });
    }

    private void respond(
        RecordKey key, CompletableFuture<WriteOutcome> answer, WriteOutcome outcome) {
      receive(
          () -> {
            if (answer.isDone()) {
              return;
            }
            if (outcome instanceof WriteOutcome.Committed committed) {
              floors.merge(key, committed.version(), Math::max);
            } else if (outcome instanceof WriteOutcome.Conflict conflict) {
              conflict
                  .current()
                  .ifPresent(record -> floors.merge(key, record.version(), Math::max));
            }
            answer.complete(outcome);
          });
    }

    @Override
    public CompletionStage<WriteOutcome> write(RecordKey key, long expected, byte[] value) {
      CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
      machine.later(
          callTimeout,
          () ->
              answer.complete(new WriteOutcome.Unknown(new BackendException("no answer in time"))));
      boolean late = agenda.chance(weather.loss / 2);
      if (late || !dropped()) {
        long delay = late ? agenda.delay(callTimeout * 2) : 0;
        agenda.in(
            delay,
            () ->
                send(
                    () -> {
                      WriteOutcome outcome = apply(key, expected, value);
                      if (agenda.chance(weather.loss / 4)) {
                        apply(key, expected, value); // Arrives twice.
                      }
                      respond(key, answer, outcome);
                    }));
      }
      return answer;
    }

    @Override
    public Registration watch(RecordKey key, Runnable mayHaveChanged) {
      watchers.computeIfAbsent(key, k -> new ArrayList<>()).add(mayHaveChanged);
      return () -> watchers.getOrDefault(key, new ArrayList<>()).remove(mayHaveChanged);
    }

    @Override
    public void close() {
      closed = true;
      backends.remove(this);
    }

    /* A hint may be held up, by a cut too, but is not lost. */
    void hintLater(RecordKey key, long version) {
      if (!watchers.containsKey(key) || (flaws.hintsLost() && agenda.chance(0.3))) {
        return;
      }
      machine.later(
          agenda.delay(weather.latency * 2),
          () -> {
            if (closed) {
              return;
            }
            if (cutOff[0] || weather.stalled) {
              machine.later(callTimeout, () -> hintLater(key, version));
              return;
            }
            floors.merge(key, version, Math::max);
            List.copyOf(watchers.getOrDefault(key, List.of())).forEach(Runnable::run);
          });
    }

    private boolean dropped() {
      return closed || cutOff[0] || agenda.chance(weather.loss);
    }

    private void send(Runnable arrival) {
      agenda.in(agenda.delay(weather.latency), () -> atService(arrival));
    }

    private void receive(Runnable arrival) {
      if (!cutOff[0] && !agenda.chance(weather.loss)) {
        machine.later(agenda.delay(weather.latency), arrival);
      }
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
