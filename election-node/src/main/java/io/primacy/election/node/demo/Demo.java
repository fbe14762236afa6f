package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Plays all acts on a store and two nodes, and judges them. */
final class Demo {

  static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(3));

  private static final List<String> NODES = List.of("n1", "n2");
  private static final Duration STORE_START = Duration.ofSeconds(20);
  private static final long READ_LEDGER_MILLIS = 5;

  private final DemoStore store;
  private final Narrator narrator;
  private final Path directory;
  private final Children children;
  private final Path ledger;
  private final History history;
  private final List<ActResult> results = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param directory where all files go; the caller removes it
   * @param children where all processes are started; the caller closes it
   */
  Demo(DemoStore store, Narrator narrator, Path directory, Children children) {
    this.store = store;
    this.narrator = narrator;
    this.directory = directory;
    this.children = children;
    this.ledger = directory.resolve("ledger");
    this.history = new History(narrator::moment);
  }

  DemoResult play() throws InterruptedException {
    narrator.opening(store, TIMING);
    ScheduledExecutorService reader =
        Executors.newSingleThreadScheduledExecutor(Demo::readerThread);
    LedgerTail accepted = new LedgerTail(ledger);
    LedgerTail refused = new LedgerTail(Ledger.refusals(ledger));
    Future<?> reading =
        reader.scheduleWithFixedDelay(
            () -> readLedger(accepted, refused), 0, READ_LEDGER_MILLIS, TimeUnit.MILLISECONDS);
    try {
      playActs();
    } finally {
      reading.cancel(true);
      reader.shutdown();
    }
    List<Check> audit = audit();
    narrator.audited(audit);
    return new DemoResult(store.title(), TIMING, results, audit, history.moments(), history.now());
  }

  private void playActs() throws InterruptedException {
    DemoStore.Started started = store.start(children, directory, STORE_START);
    history.add(at -> new Moment.Deed(at, started.process(), Moment.Kind.STARTED, started.where()));
    Stage stage = new Stage(NODES.stream().map(this::node).toList(), history, TIMING);
    for (Act act : Act.values()) {
      ActResult result = play(act, stage);
      results.add(result);
      narrator.judged(result);
      if (!result.held()) {
        return;
      }
    }
    stage.leader().close(Stage.PROCESS);
  }

  private ActResult play(Act act, Stage stage) throws InterruptedException {
    narrator.begins(act);
    stage.beginAct();
    Duration begin = history.now();
    Optional<String> failure = Optional.empty();
    try {
      act.play(stage);
    } catch (ActFailedException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
    Episode episode = stage.episode();
    List<Check> checks = act.judge(episode, TIMING);
    return new ActResult(act, begin, history.now(), episode, checks, failure);
  }

  private List<Check> audit() {
    try {
      return Audit.of(Ledger.read(ledger), history.moments());
    } catch (IOException e) {
      return List.of(new Check("the ledger can be read", false, String.valueOf(e.getMessage())));
    }
  }

  private void readLedger(LedgerTail accepted, LedgerTail refused) {
    try {
      for (LedgerEntry entry : accepted.next()) {
        history.add(at -> new Moment.Accepted(at, entry));
      }
      for (LedgerEntry entry : refused.next()) {
        history.add(at -> new Moment.Refused(at, entry));
      }
    } catch (IOException e) {
      // Ends the reading; the act that waits for it fails, and the audit says why.
      throw new UncheckedIOException(e);
    }
  }

  private DemoNode node(String name) {
    Path config = directory.resolve(name + ".conf");
    try {
      Files.writeString(config, DemoConfig.node(name, store, TIMING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DemoNode(name, config, directory, children, history);
  }

  private static Thread readerThread(Runnable work) {
    Thread thread = new Thread(work, "reads-ledger");
    thread.setDaemon(true);
    return thread;
  }
}
