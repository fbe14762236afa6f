package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node of the simulated cluster: its machine, its process of the moment, its contenders. */
final class SimNode {

  final String name;
  final Timing timing;
  final Map<String, SimContender> contenders = new TreeMap<>();
  final boolean[] cutOff = new boolean[1];
  SimMachine machine;
  Node process;
  boolean closing;

  private final SimAgenda agenda;
  private final SimStore store;
  private final SimJudge judge;
  private final SimLedger ledger;
  private final Flaws flaws;
  private final double rate;

  SimNode(
      String name,
      Timing timing,
      double rate,
      SimAgenda agenda,
      SimStore store,
      SimJudge judge,
      SimLedger ledger,
      Flaws flaws) {
    this.name = name;
    this.timing = timing;
    this.rate = rate;
    this.agenda = agenda;
    this.store = store;
    this.judge = judge;
    this.ledger = ledger;
    this.flaws = flaws;
    start();
    judge.watch(this);
  }

  void start() {
    SimMachine fresh = new SimMachine(agenda, rate, agenda.random.nextLong(), flaws);
    machine = fresh;
    contenders.clear();
    closing = false;
    ElectionsConfig config =
        ElectionsConfig.builder()
            .node(name)
            .timing(timing)
            .provider(
                SimStore.provider(
                    context -> store.connect(fresh, timing.callTimeout().toNanos(), cutOff)))
            .build();
    process = Node.open(config, fresh, flaws.proof());
    process.failed().thenAccept(why -> judge.refused(this, why));
    judge.note(() -> name + " starts");
  }

  void kill() {
    judge.note(() -> name + " is killed");
    machine.kill();
  }

  LeaderElection election(String election) {
    return process.election(election);
  }

  void campaign(String election, Candidacy candidacy) {
    SimContender contender = stand(election, candidacy);
    contender.handle.campaign(candidacy, contender);
  }

  /** The contender, from now on expected to stand like this. */
  SimContender stand(String election, Candidacy candidacy) {
    SimContender contender =
        contenders.computeIfAbsent(election, e -> new SimContender(e, election(e)));
    contender.standing = true;
    contender.out = false;
    contender.barred = false;
    contender.eligible = candidacy.eligible();
    contender.priority = candidacy.priority();
    contender.wishes++;
    return contender;
  }

  void withdraw(SimContender contender) {
    contender.standing = false;
    contender
        .handle
        .withdraw()
        .thenRun(
            () -> {
              if (!contender.standing) {
                judge.note(() -> contender + " is out");
                contender.out = true;
              }
            });
  }

  void eligible(SimContender contender, boolean eligible) {
    contender.eligible = eligible;
    contender.barred = false;
    long wish = ++contender.wishes;
    contender
        .handle
        .eligible(eligible)
        .thenRun(() -> contender.barred = !eligible && contender.wishes == wish);
  }

  /** Closes the process politely; it is gone when that is done. */
  void close() {
    judge.note(() -> name + " closes");
    closing = true;
    SimMachine closed = machine;
    process
        .closeAsync()
        .thenRun(
            () -> {
              judge.note(() -> name + " is closed");
              closed.kill();
            });
  }

  boolean isUp() {
    return !machine.isKilled() && !closing && !judge.refusedNodes().contains(name);
  }

  boolean mayLead(String election) {
    SimContender contender = contenders.get(election);
    return isUp() && contender != null && contender.standing && contender.eligible;
  }

  /** What leads in the simulation; everything it is told goes to the judge. */
  final class SimContender implements Contender {
    final String election;
    final LeaderElection handle;
    boolean standing;
    boolean eligible = true;
    int priority;
    boolean out;
    boolean barred;
    boolean failing;
    long wishes;
    Leadership told;
    long lastToken;
    ElectionView lastView;
    long lastShown;
    long floor;
    boolean active;

    SimContender(String election, LeaderElection handle) {
      this.election = election;
      this.handle = handle;
    }

    String node() {
      return name;
    }

    Optional<Leadership> leadership() {
      return handle.leadership();
    }

    @Override
    public void granted(Leadership leadership) {
      judge.granted(this, leadership);
      if (failing) {
        throw new IllegalStateException("thrown by a contender of the simulation");
      }
      active = ledger.enter(election, leadership.token().value());
      if (!active) {
        raise();
      }
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {
      active = false;
      judge.revoked(this, leadership, reason);
    }

    /** Asks the ledger what it has seen. */
    void raise() {
      long seen = ledger.floor(election);
      if (seen > 0) {
        judge.note(() -> this + " is told that the ledger has seen " + seen);
        handle.raiseAbove(new FencingToken(seen)).thenRun(() -> floor = Math.max(floor, seen));
      }
    }

    @Override
    public String toString() {
      return name + " in " + election;
    }
  }
}
