package io.primacy.election.tck;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Settings;
import io.primacy.election.tck.sim.Machine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What one rule works with: a fresh namespace, the nodes in it, and the faults it may cause. */
final class TckCluster {

  private static final RecordKey ANYTHING = new RecordKey("tck", "is-it-there");

  /** Something to undo when the rule has ended. */
  interface Undo {
    void run() throws Exception;
  }

  private final BackendHarness harness;
  private final String namespace;
  private final Patience patience;
  private final EventLoop loop;
  private final History history;
  private final Sampler sampler;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Long> runs = new HashMap<>(); // Of members that were forgotten.
  private final Deque<Undo> undo = new ArrayDeque<>();

  TckCluster(BackendHarness harness, String namespace) {
    this.harness = harness;
    this.namespace = namespace;
    this.patience = new Patience(harness.environment(), harness.eventually(), harness.quietly());
    this.loop = harness.environment().newLoop("tck");
    this.history = new History(harness.environment().time());
    this.sampler = new Sampler(loop, harness.environment().time(), history);
    undo(loop::close);
  }

  BackendHarness harness() {
    return harness;
  }

  String namespace() {
    return namespace;
  }

  /** Another namespace of the same rule. */
  String namespace(String suffix) {
    return namespace + "-" + suffix;
  }

  Patience patience() {
    return patience;
  }

  History history() {
    return history;
  }

  Duration lease() {
    return harness.lease();
  }

  /** A backend that is known to be connected. */
  Client client(String node) {
    return client(node, namespace, harness.lease());
  }

  /** The same in another namespace, or with another call timeout. */
  Client client(String node, String inNamespace, Duration callTimeout) {
    Client client = clientOfAbsentService(node, inNamespace, callTimeout);
    client.awaitService(ANYTHING);
    return client;
  }

  /** The same, without waiting until it is connected. */
  Client clientOfAbsentService(String node, String inNamespace, Duration callTimeout) {
    ElectionBackend backend = openBackend(node, inNamespace, callTimeout);
    undo(backend::close);
    return new Client(backend, patience, callTimeout);
  }

  /** A backend that the rule closes itself. */
  ElectionBackend openBackend(String node, String inNamespace, Duration callTimeout) {
    List<String> problems = new ArrayList<>();
    Settings settings =
        Settings.check(
            "election." + harness.provider().name() + ".",
            harness.provider().settings(),
            harness.settings(node),
            problems);
    if (!problems.isEmpty()) {
      throw new AssertionError("The harness gives settings that can not be used: " + problems);
    }
    return harness
        .provider()
        .open(
            new BackendContext(
                inNamespace, node, settings, callTimeout, harness.lease(), harness.environment()));
  }

  /** Opens a node. */
  Member join(String node) {
    Plug plug = new Plug(harness.provider(), loop);
    ElectionsConfig.Builder config =
        ElectionsConfig.builder()
            .node(node)
            .namespace(namespace)
            .provider(plug)
            .timing(unhurried(harness.lease()));
    harness
        .settings(node)
        .forEach((key, value) -> config.set("election." + plug.name() + "." + key, value));
    Machine machine = new Machine(harness.environment(), loop);
    Elections elections = harness.open(config.build(), machine);
    long open = members.stream().filter(member -> member.node().equals(node)).count();
    long run = 1 + open + runs.getOrDefault(node, 0L);
    Member member = new Member(node + "#" + run, elections, plug, machine, history, patience);
    members.add(member);
    sampler.watch(member);
    return member;
  }

  /** Takes a member that was closed for one that never was, except that its run is counted. */
  void forget(Member member) {
    members.remove(member);
    sampler.forget(member);
    runs.merge(member.node(), 1L, Long::sum);
  }

  /* Rules judge in which order candidates lead, not how soon a loaded machine lets each get on. */
  private static Timing unhurried(Duration lease) {
    Timing usual = Timing.ofLease(lease);
    return new Timing(
        lease,
        usual.renewEvery(),
        usual.callTimeout(),
        usual.clockDrift(),
        usual.margin(),
        lease.dividedBy(8),
        usual.drainLimit());
  }

  /** Waits until somebody leads the one election there is. */
  Member awaitLeader() {
    patience.until("a leader", () -> leader().isPresent());
    return leader().orElseThrow(() -> new AssertionError("The leader did not last"));
  }

  /** Waits until a certain member leads. */
  Leadership awaitLeader(Member member) {
    return awaitLeader(member, Member.LEDGER);
  }

  /** The same for another election. */
  Leadership awaitLeader(Member member, String election) {
    patience.until(member + " leads " + election, () -> member.leads(election));
    return member
        .leadership(election)
        .orElseThrow(() -> new AssertionError(member + "'s leadership did not last"));
  }

  Optional<Member> leader() {
    return members.stream().filter(Member::leads).findFirst();
  }

  /** An outage that ends with the rule, if the rule does not end it. */
  Outage during(Outage outage) {
    Once once = new Once(outage);
    undo(once::end);
    return once;
  }

  /** Ends the rule: closes what it opened, judges its history; the failure there is, if any. */
  @Nullable Throwable finish(@Nullable Throwable failure) {
    List<String> problems = new ArrayList<>();
    sampler.sample();
    closeMembers(problems);
    undoAll(problems);
    history.violations().forEach(violation -> problems.add(violation.toString()));
    if (failure == null && problems.isEmpty()) {
      return null;
    }
    if (failure != null) {
      problems.add(0, String.valueOf(failure.getMessage()));
    }
    return new AssertionError(String.join("\n", problems) + history.lastEvents(), failure);
  }

  private void undo(Undo step) {
    undo.push(step);
  }

  private void closeMembers(List<String> problems) {
    List<CompletionStage<Void>> closing =
        members.stream().map(member -> member.elections().closeAsync()).toList();
    boolean closed =
        patience.isSoWithin(
            patience.eventually(),
            () -> closing.stream().allMatch(stage -> stage.toCompletableFuture().isDone()));
    if (!closed) {
      problems.add("The elections did not close within " + patience.eventually());
    }
    members.forEach(Member::noteClosed);
    sampler.sample();
  }

  private void undoAll(List<String> problems) {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (Exception e) {
        problems.add("Not undone: " + e);
      }
    }
  }

  private static final class Once implements Outage {
    private final Outage outage;
    private boolean ended;

    Once(Outage outage) {
      this.outage = outage;
    }

    @Override
    public void end() throws Exception {
      if (!ended) {
        ended = true;
        outage.end();
      }
    }
  }
}
