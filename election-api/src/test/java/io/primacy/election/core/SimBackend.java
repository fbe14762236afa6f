package io.primacy.election.core;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One process' way to the simulated store, through whatever weather there is. */
final class SimBackend implements ElectionBackend {
  /* One for all: most calls are answered, and a stack trace for each costs a third of a run. */
  private final BackendException silence = new BackendException("no answer in time");

  private final SimStore store;
  private final SimAgenda agenda;
  private final Flaws flaws;
  private final SimMachine machine;
  private final long callTimeout;
  private final boolean[] cutOff;
  private final Map<RecordKey, List<Hint>> watchers = new HashMap<>();
  private final Map<RecordKey, Long> floors = new HashMap<>();
  private final int life;
  private boolean closed;

  SimBackend(
      SimStore store,
      SimAgenda agenda,
      Flaws flaws,
      SimMachine machine,
      long callTimeout,
      boolean[] cutOff) {
    this.store = store;
    this.agenda = agenda;
    this.flaws = flaws;
    this.machine = machine;
    this.callTimeout = callTimeout;
    this.cutOff = cutOff;
    this.life = store.life();
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    CompletableFuture<Optional<StoredRecord>> answer = new CompletableFuture<>();
    machine.later(callTimeout, () -> answer.completeExceptionally(silence));
    if (!dropped()) {
      send(() -> respond(key, answer));
    }
    return answer;
  }

  /* Never older than anything this client was answered or hinted before. */
  private Optional<StoredRecord> replica(RecordKey key) {
    List<StoredRecord> history = store.history(key);
    int index = history.size() - 1;
    long least = floors.getOrDefault(key, 0L);
    while (index >= 0
        && store.mayBeUnseen(history.get(index))
        && agenda.chance(store.weather.staleness)
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
            conflict.current().ifPresent(record -> floors.merge(key, record.version(), Math::max));
          }
          answer.complete(outcome);
        });
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expected, byte[] value) {
    CompletableFuture<WriteOutcome> answer = new CompletableFuture<>();
    machine.later(callTimeout, () -> answer.complete(new WriteOutcome.Unknown(silence)));
    boolean late = agenda.chance(store.weather.loss / 2);
    if (late || !dropped()) {
      long delay = late ? agenda.delay(callTimeout * 2) : 0;
      agenda.in(
          delay,
          () ->
              send(
                  () -> {
                    WriteOutcome outcome = store.apply(key, expected, value);
                    if (agenda.chance(store.weather.loss / 4)) {
                      store.apply(key, expected, value); // Arrives twice.
                    }
                    respond(key, answer, outcome);
                  }));
    }
    return answer;
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    watchers.computeIfAbsent(key, k -> new ArrayList<>()).add(hint);
    return () -> watchers.getOrDefault(key, new ArrayList<>()).remove(hint);
  }

  @Override
  public void close() {
    closed = true;
    store.disconnect(this);
  }

  /* A hint may be held up, by a cut too, but is not lost. */
  void hintLater(RecordKey key, StoredRecord change) {
    if (!watchers.containsKey(key) || (flaws.hintsLost() && agenda.chance(0.3))) {
      return;
    }
    machine.later(
        agenda.delay(store.weather.latency * 2),
        () -> {
          if (closed) {
            return;
          }
          if (cutOff[0] || store.weather.stalled) {
            machine.later(callTimeout, () -> hintLater(key, change));
            return;
          }
          floors.merge(key, change.version(), Math::max);
          long version = named(change);
          List.copyOf(watchers.getOrDefault(key, List.of()))
              .forEach(hint -> hint.mayHaveChanged(version));
        });
  }

  /* A deletion has no version to name, and a change need not be named. */
  private long named(StoredRecord change) {
    boolean named = SimStore.present(change).isPresent() && agenda.chance(0.5);
    return named ? change.version() : Hint.UNKNOWN;
  }

  private boolean dropped() {
    return closed || cutOff[0] || agenda.chance(store.weather.loss);
  }

  private void send(Runnable arrival) {
    agenda.in(agenda.delay(store.weather.latency), () -> store.atService(() -> ifThere(arrival)));
  }

  private void ifThere(Runnable arrival) {
    if (store.life() == life) {
      arrival.run();
    }
  }

  private void receive(Runnable arrival) {
    if (!cutOff[0] && !agenda.chance(store.weather.loss)) {
      machine.later(agenda.delay(store.weather.latency), arrival);
    }
  }
}
