package io.primacy.election.tck;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
  private final Deque<Undo> undo = new ArrayDeque<>();

  TckCluster(BackendHarness harness, String namespace) {
    this.harness = harness;
    this.namespace = namespace;
    this.patience = new Patience(harness.environment(), harness.eventually(), harness.quietly());
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

  /** An outage that ends with the rule, if the rule does not end it. */
  Outage during(Outage outage) {
    Once once = new Once(outage);
    undo(once::end);
    return once;
  }

  void undo(Undo step) {
    undo.push(step);
  }

  /** Ends the rule: judges its history, undoes what it did; the failure there is, if any. */
  @Nullable Throwable finish(@Nullable Throwable failure) {
    try {
      close();
    } catch (Exception e) {
      if (failure == null) {
        return e;
      }
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Undoes everything, latest first, whatever of it fails. */
  private void close() throws Exception {
    List<Exception> failures = new ArrayList<>();
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      Exception first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
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
