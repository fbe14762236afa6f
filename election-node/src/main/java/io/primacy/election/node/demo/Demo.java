package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.Audit;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.Children;
import io.primacy.election.node.lab.History;
import io.primacy.election.node.lab.Lab;
import io.primacy.election.node.lab.LabException;
import io.primacy.election.node.lab.LabNode;
import io.primacy.election.node.lab.LabOperator;
import io.primacy.election.node.lab.LabProcess;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Ledger;
import io.primacy.election.node.lab.LedgerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays all acts on a store and two nodes, and judges them. */
final class Demo {

  static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(3));

  private static final List<String> NODES = List.of("n1", "n2");
  private static final Duration HOLD_OFF = Duration.ofSeconds(1);
  private static final Duration STORE_START = Duration.ofSeconds(20);

  private final LabStore store;
  private final Narrator narrator;
  private final History history;
  private final Lab lab;
  private final List<ActResult> results = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param directory where all files go; the caller removes it
   * @param children where all processes are started; the caller closes it
   */
  Demo(LabStore store, Narrator narrator, Path directory, Children children) {
    this.store = store;
    this.narrator = narrator;
    this.history = new History(narrator::moment);
    this.lab = new Lab(directory, children, history);
  }

  DemoResult play() throws InterruptedException {
    narrator.opening(store, TIMING);
    LedgerReader reading = LedgerReader.begin(lab.ledger(), history);
    try {
      playActs();
    } finally {
      reading.close();
    }
    List<Check> audit = audit();
    narrator.audited(audit);
    return new DemoResult(store.title(), TIMING, results, audit, history.moments(), history.now());
  }

  private void playActs() throws InterruptedException {
    LabOperator operator = LabOperator.start(lab);
    store.start(lab, TIMING, STORE_START);
    List<LabProcess> nodes =
        NODES.stream().map(name -> LabNode.givingWay(name, store, TIMING, lab, HOLD_OFF)).toList();
    Stage stage = new Stage(nodes, operator, history, TIMING, store.ownElection(TIMING));
    for (Act act : Act.values()) {
      ActResult result = play(act, stage);
      results.add(result);
      narrator.judged(result);
      if (!result.held()) {
        return;
      }
    }
    LabProcess leader = stage.leader();
    stage.other(leader).close(Stage.PROCESS);
    leader.close(Stage.PROCESS);
  }

  private ActResult play(Act act, Stage stage) throws InterruptedException {
    narrator.begins(act);
    stage.beginAct();
    Duration begin = history.now();
    Optional<String> failure = Optional.empty();
    try {
      act.play(stage);
    } catch (LabException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
    Episode episode = stage.episode();
    List<Check> checks = act.judge(episode, TIMING);
    return new ActResult(act, begin, history.now(), episode, checks, failure);
  }

  private List<Check> audit() {
    try {
      return Audit.of(Ledger.read(lab.ledger()), history.moments());
    } catch (IOException e) {
      return List.of(new Check("the ledger can be read", false, String.valueOf(e.getMessage())));
    }
  }
}
