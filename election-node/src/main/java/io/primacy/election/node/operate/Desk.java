package io.primacy.election.node.operate;

import io.primacy.election.ElectionException;
import io.primacy.election.ElectionView;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.Names;
import io.primacy.election.NodeView;
import io.primacy.election.Operations;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.run.Question;
import io.primacy.election.spi.Nearest;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The elections of one configuration file, as an operator works on them: looks and orders, each
 * within a limit, and never stands.
 */
final class Desk implements AutoCloseable {

  private static final int MOST_CALLS = 10; // More than the core, which has the better answer.

  private final NodeConfig node;
  private final Duration wait;
  private final Elections elections;

  Desk(NodeConfig node, Duration wait) {
    this.node = node;
    this.wait = wait;
    this.elections = Elections.open(node.asVisitor());
  }

  ElectionsConfig config() {
    return node.elections();
  }

  /** The node that the file is about. */
  String ownNode() {
    return node.elections().node();
  }

  NodeConfig nodeConfig() {
    return node;
  }

  Elections elections() {
    return elections;
  }

  Operations operations() {
    return elections.operations();
  }

  /** The elections in the file, in its order. */
  List<String> names() {
    return node.stands().stream().map(Stand::election).toList();
  }

  /** The name, if the file has it. */
  String known(String election) {
    if (!Names.isValid(election)) {
      throw refused("'" + election + "' can not name an election: write " + Names.FORM + ".");
    }
    if (!names().contains(election)) {
      throw refused(
          "Election '" + election + "' is not in this configuration." + closest(election, names()));
    }
    return election;
  }

  /** The elections as they are now. */
  List<ElectionView> views(Collection<String> wanted) {
    Map<String, CompletableFuture<ElectionView>> asked = new LinkedHashMap<>();
    List<Registration> observing = new ArrayList<>();
    for (String election : wanted) {
      CompletableFuture<ElectionView> answer = new CompletableFuture<>();
      observing.add(elections.election(election).observe(answer::complete));
      asked.put(election, answer);
    }
    try {
      return asked.entrySet().stream()
          .map(entry -> await("asked for " + entry.getKey(), wait, entry.getValue()))
          .toList();
    } finally {
      observing.forEach(Registration::close);
    }
  }

  ElectionView view(String election) {
    return views(List.of(election)).get(0);
  }

  /** The sessions of all nodes that these views name, by node. */
  Map<String, NodeView> sessions(Collection<ElectionView> views) {
    TreeSet<String> nodes = new TreeSet<>();
    for (ElectionView view : views) {
      view.candidates().forEach(candidate -> nodes.add(candidate.node()));
      view.leader().ifPresent(leader -> nodes.add(leader.node()));
    }
    Map<String, CompletionStage<NodeView>> asked = new TreeMap<>();
    nodes.forEach(name -> asked.put(name, operations().node(name)));
    Map<String, NodeView> found = new TreeMap<>();
    asked.forEach((name, stage) -> found.put(name, await("asked for node " + name, stage)));
    return found;
  }

  /** A node that stands, or has or had a session; a typing error is neither. */
  String knownNode(String name, Collection<ElectionView> views) {
    if (!Names.isValid(name)) {
      throw refused("'" + name + "' can not name a node: write " + Names.FORM + ".");
    }
    TreeSet<String> standing = new TreeSet<>();
    views.forEach(view -> view.candidates().forEach(c -> standing.add(c.node())));
    boolean known =
        name.equals(ownNode())
            || standing.contains(name)
            || await("asked for node " + name, operations().node(name)).exists();
    if (!known) {
      throw refused("Node '" + name + "' was never seen here." + closest(name, standing));
    }
    return name;
  }

  /** Waits for what a command asked of the store. */
  <T> T await(String what, CompletionStage<T> stage) {
    return await(what, wait, stage);
  }

  /** The same for a change of a record, which the core makes again for eight calls to the store. */
  <T> T awaitChange(String what, CompletionStage<T> stage) {
    Duration changing = config().timing().callTimeout().multipliedBy(MOST_CALLS);
    return await(what, wait.plus(changing), stage);
  }

  /** The same for as long as a handover may take, which the store's answers come on top of. */
  <T> T awaitHandover(CompletionStage<T> stage) {
    var timing = config().timing();
    return await(
        "asked for a change of leader",
        wait.plus(timing.drainLimit()).plus(timing.lease().multipliedBy(5)),
        stage);
  }

  private <T> T await(String what, Duration limit, CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommandException(ExitCode.UNAVAILABLE, silence(what, limit));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ElectionException failed) {
        throw new CommandException(ExitCode.UNAVAILABLE, String.valueOf(failed.getMessage()));
      }
      throw new IllegalStateException("failed in an unexpected way", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.UNAVAILABLE, "Stopped while it " + what + ".");
    }
  }

  private String silence(String what, Duration limit) {
    String provider = config().provider().name();
    return "The store ("
        + provider
        + ") did not answer within "
        + limit.toSeconds()
        + " s when "
        + what
        + ". Check that it runs and that election."
        + provider
        + ".* leads to it. "
        + askedOnceMore();
  }

  private String askedOnceMore() {
    try {
      return Question.whySilent(node.asVisitor())
          .map(why -> "Tried once more: " + why)
          .orElse("Tried once more, it answers now: ask again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String closest(String name, Collection<String> known) {
    Optional<String> nearest = Nearest.to(name, new TreeSet<>(known));
    return nearest
        .map(found -> " Closest: " + found + ".")
        .orElse(known.isEmpty() ? "" : " There are: " + String.join(", ", known) + ".");
  }

  static CommandException refused(String sentence) {
    return new CommandException(ExitCode.USAGE, sentence);
  }

  @Override
  public void close() {
    elections.close();
  }
}
