package io.primacy.election.node.lifecycle;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeEvent;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.node.run.State;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node does in one election, as one visible state: starts the work when it is elected,
 * stops it when the leadership ends, and tells every transition once.
 *
 * <p>An activation is bound to one fencing token, and is cancelled half way when that leadership
 * ends or is asked to. A start that fails ends the leadership, so that another node leads. Nothing
 * here lengthens a leadership, and nothing that hangs keeps one from ending.
 */
public final class Lifecycle implements Contender, ElectionObserver {

  private final Elections elections;
  private final String election;
  private final Work work;
  private final StateBoard board;
  private @Nullable Activation activation; // Confined to the calls of granted and revoked.

  Lifecycle(Elections elections, String election, Work work, InstantSource clock) {
    this.elections = requireNonNull(elections, "elections");
    this.election = requireNonNull(election, "election");
    this.work = work;
    this.board = new StateBoard(election, clock);
  }

  /**
   * Components without Guice.
   *
   * @param components in the order in which they are started
   * @param settings limits, asked for at each call of a component
   * @throws IllegalArgumentException if two components have one name
   */
  public static Lifecycle of(
      Elections elections,
      String election,
      List<? extends Component> components,
      Supplier<LifecycleSettings> settings) {
    return of(elections, election, components, settings, Halt::process);
  }

  static Lifecycle of(
      Elections elections,
      String election,
      List<? extends Component> components,
      Supplier<LifecycleSettings> settings,
      Halt halt) {
    List<String> names = components.stream().map(Component::name).sorted().toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "Components of '" + election + "' " + names + ": give each a name of its own.");
    }
    Work work = new ComponentWork(List.copyOf(components), settings, halt);
    return new Lifecycle(elections, election, work, InstantSource.system());
  }

  /** A contender of the application's own, whose calls are shown as states. */
  public static Lifecycle of(Elections elections, String election, Contender contender) {
    return new Lifecycle(elections, election, new ContenderWork(contender), InstantSource.system());
  }

  /**
   * Observes the election and stands in it.
   *
   * @return as {@link LeaderElection#campaign}
   */
  public CompletionStage<Void> stand(Candidacy candidacy) {
    LeaderElection own = elections.election(election);
    own.observe(this);
    return own.campaign(candidacy, this);
  }

  /**
   * How far this node is, evaluated at the call: of a leadership that is over, even if nobody has
   * noticed yet, it is {@link State#PASSIVE}.
   */
  public ElectionState state() {
    return board.state();
  }

  /** Tells of every later transition. */
  public void onChange(NodeStates.Listener listener) {
    board.onChange(listener);
  }

  /** Looks at the session again, which ends without a view of the election. */
  public void look() {
    Optional<ElectionView> view = elections.election(election).view();
    board.post(Sight.of(elections.node(), elections.session(), view));
  }

  @Override
  public void changed(ElectionView view) {
    board.post(Sight.of(elections.node(), elections.session(), Optional.of(view)));
  }

  @Override
  public void granted(Leadership leadership) throws Exception {
    long token = leadership.token().value();
    Activation begun = new Activation(leadership);
    activation = begun;
    board.leads(leadership);
    board.post(new Input.Elected(token, "elected"));
    leadership.ending().thenAccept(reason -> end(begun, reason));
    leadership.ended().thenAccept(reason -> over(token, reason));
    try {
      String what = work.start(begun, board.reports(token));
      if (!begun.isCancelled()) {
        board.post(new Input.Started(token, what));
      }
    } catch (StartFailedException e) {
      board.post(new Input.StartFailed(token, String.valueOf(e.getMessage())));
      throw e;
    } catch (Exception | Error e) {
      board.post(new Input.StartFailed(token, "the contender threw " + e));
      throw e;
    }
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws Exception {
    Activation ends = requireNonNull(activation, "granted comes before revoked");
    end(ends, reason);
    try {
      work.stop(ends, reason, board.reports(leadership.token().value()));
    } finally {
      board.post(new Input.Stopped(leadership.token().value(), NodeEvent.Ended.words(reason)));
    }
  }

  private void end(Activation ends, EndReason reason) {
    long token = ends.token().value();
    if (reason.isOrderly()) {
      board.post(new Input.Asked(token, NodeEvent.Ended.words(reason)));
    } else {
      over(token, reason);
    }
    ends.cancel(reason);
  }

  private void over(long token, EndReason reason) {
    String late = reason.isOrderly() ? ", before its work had stopped" : "";
    board.post(new Input.Over(token, NodeEvent.Ended.words(reason) + late));
  }
}
