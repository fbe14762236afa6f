package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.LeaderElection;
import io.primacy.election.SessionView;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * How this node stands, as far as its memory knows: no method waits, asks the store or runs code of
 * the application. From any thread.
 */
@Singleton
public final class NodeSight {

  private final Elections elections;
  private final NodeStates states;
  private final List<String> names;
  private final CompletableFuture<ElectionException> failed;

  @Inject
  NodeSight(Elections elections, NodeStates states, NodeConfig config) {
    this(elections, states, config.stands().stream().map(Stand::election).toList());
  }

  /** The same for elections by their names. */
  public NodeSight(Elections elections, NodeStates states, List<String> names) {
    this.elections = elections;
    this.states = states;
    this.names = List.copyOf(names);
    this.failed = elections.failed().toCompletableFuture();
  }

  /** What it opened. */
  public Elections elections() {
    return elections;
  }

  /** The elections it was told of, in the order of its configuration. */
  public List<String> names() {
    return names;
  }

  /** How its session stands. */
  public SessionView session() {
    return elections.session();
  }

  /** Why it can never lead again, if so. */
  public Optional<String> refusal() {
    return Optional.ofNullable(failed.getNow(null)).map(why -> String.valueOf(why.getMessage()));
  }

  /** How it stands in each election. */
  public List<ElectionSight> all() {
    return names.stream().map(this::election).toList();
  }

  /** How it stands in one of its elections. */
  public ElectionSight election(String name) {
    LeaderElection election = elections.election(name);
    ElectionState state = states.states().get(name);
    if (state == null) {
      throw new IllegalArgumentException("no state of election '" + name + "'");
    }
    OptionalLong held =
        election.leadership().stream().mapToLong(led -> led.token().value()).findFirst();
    return new ElectionSight(name, state, held, election.view());
  }
}
