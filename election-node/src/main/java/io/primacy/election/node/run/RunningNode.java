package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.SessionView;
import io.primacy.election.node.lifecycle.Lifecycle;
import io.primacy.election.node.lifecycle.Lifecycles;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** One node: stands where it is configured to, and tells every transition. */
@Singleton
public final class RunningNode implements AutoCloseable {

  private final Elections elections;
  private final Standings standings;
  private final HealthWatch health;
  private final Lifecycles lifecycles;
  private final EventSink events;
  private final Set<Companion> companions;

  @Inject
  RunningNode(
      Elections elections,
      Standings standings,
      HealthWatch health,
      Lifecycles lifecycles,
      EventSink events,
      Set<Companion> companions) {
    this.elections = elections;
    this.standings = standings;
    this.health = health;
    this.lifecycles = lifecycles;
    this.events = events;
    this.companions = companions;
  }

  /**
   * Begins what runs beside it.
   *
   * @throws io.primacy.election.ConfigurationException if that can not run; nothing is open then
   */
  void prepare() {
    try {
      companions.forEach(Companion::begin);
    } catch (RuntimeException e) {
      companions.forEach(Companion::close);
      elections.close();
      throw e;
    }
  }

  /** Stands. Returns without waiting for the store. */
  public void start() {
    events.accept(
        new NodeEvent.Started(
            elections.config().namespace(),
            elections.config().provider().name(),
            ProcessHandle.current().pid()));
    health.start(); // First, so that nothing is led on before it was found well.
    standings.all().forEach(this::stand);
  }

  /** Completes when this node can never lead again; see {@link Elections#failed}. */
  public CompletionStage<ElectionException> failed() {
    return elections.failed();
  }

  /** How its session stands. */
  SessionView session() {
    return elections.session();
  }

  /** Lets it notice what no event tells. */
  void look() {
    lifecycles.look();
  }

  /** Hands over and leaves, within the drain limit and two calls to the store. */
  @Override
  public void close() {
    events.accept(new NodeEvent.Closing());
    elections.close();
    companions.forEach(Companion::close);
    health.close();
    events.accept(new NodeEvent.Closed());
  }

  private void stand(Standing standing) {
    String election = standing.election();
    Lifecycle lifecycle = lifecycles.of(election);
    elections.election(election).observe(new Watch(elections, events));
    elections.election(election).observe(lifecycle);
    Contender contender = lifecycle;
    for (Companion companion : companions) {
      contender = companion.around(election, contender);
    }
    // How it ends is told by the views, by failed() and by close().
    standing.stand(new Telling(contender, events));
  }
}
