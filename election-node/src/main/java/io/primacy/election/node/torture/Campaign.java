package io.primacy.election.node.torture;

import io.primacy.election.Timing;
import io.primacy.election.history.Bounds;
import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.HistoryWriter;
import io.primacy.election.node.lab.Audit;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.History;
import io.primacy.election.node.lab.Judgement;
import io.primacy.election.node.lab.Lab;
import io.primacy.election.node.lab.LabException;
import io.primacy.election.node.lab.LabNode;
import io.primacy.election.node.lab.LabProcess;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Ledger;
import io.primacy.election.node.lab.LedgerReader;
import io.primacy.election.node.lab.Moment;
import io.primacy.election.node.lab.Words;
import io.primacy.election.node.lab.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Breaks things by a schedule, repairs them, and requires a leader after each repair. */
final class Campaign {

  private static final List<String> NODES = List.of("n1", "n2");
  private static final String ELECTION = "ledger";
  private static final Duration STORE_START = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final long LOOK_MILLIS = 50;
  private static final int SETTLED = 3;

  private final LabStore store;
  private final Schedule schedule;
  private final Timing timing;
  private final Telling telling;
  private final Tally tally = new Tally();
  private final History history;
  private final Lab lab;
  private final Path events;
  private final HistoryWriter recorder;
  private final CountDownLatch never = new CountDownLatch(1); // To wait on for a time.
  private final Map<String, Integer> faults = new TreeMap<>();
  private int windows;
  private Duration longestRecovery = Duration.ZERO;

  /** Prepares it; the caller closes the workplace. */
  Campaign(LabStore store, Schedule schedule, Workplace workplace, Telling telling)
      throws IOException {
    this.store = store;
    this.schedule = schedule;
    this.timing = Timing.ofLease(schedule.lease());
    this.telling = telling;
    this.history = new History(tally::add);
    this.lab = new Lab(workplace.directory(), workplace.children(), history);
    this.events = workplace.directory().resolve("history.jsonl");
    this.recorder = HistoryWriter.open(events);
  }

  /** Goes on for a time, and to the end of the window that is open then. */
  CampaignResult fight(Duration length) throws InterruptedException, IOException {
    Optional<String> failure = Optional.empty();
    LedgerReader reading = LedgerReader.begin(lab.ledger(), history);
    try {
      store.start(lab, timing, STORE_START);
      Crew crew = new Crew(NODES.stream().map(this::node).toList(), store);
      broken(Kind.FAULT_BEGAN, "nothing ran");
      crew.nodes().forEach(LabProcess::start);
      awaitAppends(0, "a node led", Crew.PROCESS.plus(longestFailover()));
      for (LabProcess node : crew.nodes()) {
        awaitStanding(node, "the start");
      }
      broken(Kind.FAULT_ENDED, "nothing ran");
      while (history.now().compareTo(length) < 0) {
        fight(schedule.window(windows + 1), crew);
      }
      broken(Kind.FAULT_BEGAN, "the others are closed");
      everyoneWins(crew);
      for (LabProcess node : crew.nodes()) {
        close(node);
      }
    } catch (LabException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    } finally {
      reading.close();
    }
    return new CampaignResult(
        store.title(),
        schedule,
        windows,
        faults,
        tally.figures(),
        longestRecovery,
        checks(),
        failure,
        history.now());
  }

  private void fight(Window window, Crew crew) throws InterruptedException {
    crew.all().forEach(LabProcess::requireRunning);
    String leader = tally.figures().leader();
    telling.begins(window, leader, tally.figures(), history.now());
    List<List<LabProcess>> targets =
        window.faults().stream().map(fault -> crew.of(fault.target(), leader)).toList();
    broken(Kind.FAULT_BEGAN, "window " + window.number());
    for (int i = 0; i < targets.size(); i++) {
      begin(window.faults().get(i), targets.get(i), crew);
    }
    Duration begun = history.now();
    for (int i = 0; i < targets.size(); i++) {
      Fault fault = window.faults().get(i);
      pause(begun.plus(fault.lasts()).minus(history.now()));
      targets.get(i).forEach(process -> Crew.end(fault.kind(), process));
    }
    windows = window.number();
    Duration repaired = history.now();
    awaitAppends(
        history.size(),
        "a node led after " + window.words(),
        Crew.PROCESS.plus(longestRecoveryAllowed()));
    longestRecovery = max(longestRecovery, history.now().minus(repaired));
    awaitReady(crew);
    for (LabProcess node : crew.nodes()) {
      awaitStanding(node, window.words());
    }
    broken(Kind.FAULT_ENDED, "window " + window.number());
    awaitAppends(history.size(), "the leader went on", longestFailover());
    tally.quietBegins();
    pause(window.quiet());
    tally.quietEnds(history.now());
  }

  private void begin(Fault fault, List<LabProcess> targets, Crew crew) throws InterruptedException {
    faults.merge(fault.words(), 1, Integer::sum);
    for (LabProcess process : targets) {
      String member = process.run();
      Crew.begin(fault.kind(), process);
      if (crew.isNode(process) && fault.kind().isEnd()) {
        gone(member, fault.kind() == Fault.Kind.CLOSE ? Kind.CLOSED : Kind.DIED);
      }
    }
  }

  private void close(LabProcess node) throws InterruptedException {
    node.close(Crew.PROCESS);
    gone(node.run(), Kind.CLOSED);
  }

  private void gone(String member, Kind how) {
    recorder.add(member, ELECTION, how, 0, "");
  }

  private void broken(Kind kind, String what) {
    recorder.add("", "", kind, 0, what);
  }

  private void awaitReady(Crew crew) throws InterruptedException {
    long deadline = System.nanoTime() + STORE_START.toNanos();
    for (LabProcess process : crew.all()) {
      while (!crew.isReady(process)) {
        process.requireRunning();
        if (System.nanoTime() - deadline > 0) {
          throw new LabException(
              process.name() + " is not ready " + Words.seconds(STORE_START) + " after a repair.");
        }
        pause(Duration.ofMillis(LOOK_MILLIS));
      }
    }
  }

  /* A process that was started stands when its candidacy is recorded. */
  private void awaitStanding(LabProcess node, String after) throws InterruptedException {
    history.await(
        0,
        node.name() + " stood after " + after,
        Crew.PROCESS.plus(longestRecoveryAllowed()),
        moments -> stands(moments, node.name()));
  }

  /* The rule that finds whoever stands and can not win: the others are closed one by one. */
  private void everyoneWins(Crew crew) throws InterruptedException {
    for (LabProcess node : crew.nodes()) {
      List<LabProcess> others = crew.nodes().stream().filter(other -> other != node).toList();
      for (LabProcess other : others) {
        close(other);
      }
      awaitAppendsOf(node.name(), history.size());
      for (LabProcess other : others) {
        other.start();
        awaitStanding(other, "the others had led");
      }
    }
  }

  /* What an earlier run told is older than the start of this one. */
  private static boolean stands(List<Moment> moments, String node) {
    for (int i = moments.size() - 1; i >= 0; i--) {
      if (moments.get(i) instanceof Moment.Told told
          && told.event().equals("stands")
          && told.node().equals(node)) {
        return true;
      }
      if (moments.get(i) instanceof Moment.Deed deed
          && deed.kind() == Moment.Kind.STARTED
          && deed.process().equals(node)) {
        return false;
      }
    }
    return false;
  }

  private void awaitAppendsOf(String node, int from) throws InterruptedException {
    history.await(
        from,
        node + ", alone, led",
        Crew.PROCESS.plus(longestRecoveryAllowed()),
        moments ->
            moments.stream()
                    .filter(Moment.Accepted.class::isInstance)
                    .filter(append -> ((Moment.Accepted) append).entry().node().equals(node))
                    .count()
                >= SETTLED);
  }

  private void awaitAppends(int from, String what, Duration limit) throws InterruptedException {
    history.await(
        from,
        what,
        limit,
        moments -> moments.stream().filter(Moment.Accepted.class::isInstance).count() >= SETTLED);
  }

  private List<Check> checks() throws IOException {
    // In this order: who still runs goes on appending, and what it tells must be found.
    List<Moment> moments = history.moments();
    List<Check> checks = new ArrayList<>(Audit.of(Ledger.read(lab.ledger()), moments));
    checks.addAll(Judgement.of(events, bounds()));
    Duration gap = tally.figures().gap();
    checks.add(
        new Check(
            "in quiet times somebody led after " + Words.seconds(longestFailover()) + " at most",
            gap.compareTo(longestFailover()) <= 0,
            Words.brief(gap)));
    return checks;
  }

  /* Quiet begins when all is well again, which is waited for. */
  private Bounds bounds() {
    Duration failover = longestFailover();
    return new Bounds(Duration.ZERO, failover, failover, failover, timing.lease());
  }

  private LabProcess node(String name) {
    List<String> options =
        List.of("--interval", INTERVAL.toString(), "--history", events.toString());
    return LabNode.of(name, store, timing, lab, options);
  }

  private void pause(Duration length) throws InterruptedException {
    boolean ended = never.await(Math.max(0, length.toNanos()), TimeUnit.NANOSECONDS);
    if (ended) {
      throw new IllegalStateException("Nobody ends a campaign's pauses.");
    }
  }

  /* One lease to be rid of the last leader, and what a busy machine adds. */
  private Duration longestFailover() {
    return timing.worstCaseFailover(0).plus(timing.lease()).plusSeconds(2);
  }

  /* A service finds its own leader first. */
  private Duration longestRecoveryAllowed() {
    return longestFailover().plus(timing.lease().multipliedBy(2)).plusSeconds(5);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
