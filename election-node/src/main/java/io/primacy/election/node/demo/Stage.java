package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.History;
import io.primacy.election.node.lab.LabException;
import io.primacy.election.node.lab.LabOperator;
import io.primacy.election.node.lab.LabProcess;
import io.primacy.election.node.lab.Moment;
import io.primacy.election.node.lab.Moment.Accepted;
import io.primacy.election.node.lab.Moment.Refused;
import io.primacy.election.node.lab.Moment.Told;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Where acts are played: two nodes, their operator, and what is known of them. */
final class Stage {

  /** For what is no election: a process to start or to end, on a machine that is busy. */
  static final Duration PROCESS = Duration.ofSeconds(15);

  private final List<LabProcess> nodes;
  private final LabOperator operator;
  private final History history;
  private final Timing timing;
  private final Duration storeElection;
  private int actBegan; // Confined to the thread that plays.

  Stage(
      List<LabProcess> nodes,
      LabOperator operator,
      History history,
      Timing timing,
      Duration storeElection) {
    this.storeElection = storeElection;
    this.nodes = List.copyOf(nodes);
    this.operator = operator;
    this.history = history;
    this.timing = timing;
  }

  List<LabProcess> nodes() {
    return nodes;
  }

  Timing timing() {
    return timing;
  }

  /** What is awaited from now on must happen in this act. */
  void beginAct() {
    actBegan = history.size();
  }

  Episode episode() {
    List<Moment> all = history.moments();
    return new Episode(all.subList(0, actBegan), all.subList(actBegan, all.size()), storeElection);
  }

  /** The node whose append was accepted last. */
  LabProcess leader() {
    String name = lastAppend().entry().node();
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LabException("The ledger names " + name + ", which is no node."));
  }

  LabProcess other(LabProcess one) {
    return nodes.stream().filter(node -> node != one).findFirst().orElseThrow();
  }

  /** The operator gives a command about a node, and sees that it is carried out. */
  void order(LabProcess about, String... words) throws InterruptedException {
    operator.order(about, PROCESS.plus(timing.drainLimit()), words);
  }

  /** Returns just after the leader appended: then it holds no lock on the ledger. */
  void awaitAppend() throws InterruptedException {
    awaitFrom(
        history.size(), "the leader appended", timing.lease(), Accepted.class, append -> true, 1);
  }

  /** Returns when a node has appended often enough to be called the leader. */
  void awaitLeads(String what, Duration limit, Predicate<String> node) throws InterruptedException {
    awaitFrom(
        actBegan,
        what,
        limit,
        Accepted.class,
        append -> node.test(append.entry().node()),
        Claims.SETTLED);
  }

  /** Returns when the leader has gone on as before for a while. */
  void awaitMoreAppends() throws InterruptedException {
    awaitFrom(
        history.size(),
        "the leader went on appending",
        timing.lease(),
        Accepted.class,
        append -> true,
        Claims.SETTLED);
  }

  void awaitStands(LabProcess node, Duration limit) throws InterruptedException {
    awaitFrom(
        actBegan,
        node.name() + " stood",
        limit,
        Told.class,
        told -> told.event().equals("stands") && told.node().equals(node.name()),
        1);
  }

  void awaitRefusal(LabProcess node, Duration limit) throws InterruptedException {
    awaitFrom(
        actBegan,
        "the ledger refused " + node.name(),
        limit,
        Refused.class,
        refused -> refused.entry().node().equals(node.name()),
        1);
  }

  private Accepted lastAppend() {
    return history.moments().stream()
        .filter(Accepted.class::isInstance)
        .map(Accepted.class::cast)
        .reduce((a, b) -> b)
        .orElseThrow(() -> new LabException("Nobody leads yet."));
  }

  private <T extends Moment> void awaitFrom(
      int from, String what, Duration limit, Class<T> type, Predicate<T> wanted, int times)
      throws InterruptedException {
    history.await(
        from,
        what,
        limit,
        moments ->
            moments.stream().filter(type::isInstance).map(type::cast).filter(wanted).count()
                >= times);
  }
}
