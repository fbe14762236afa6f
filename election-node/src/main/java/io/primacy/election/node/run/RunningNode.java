package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.SessionView;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** One node: stands where it is configured to, and tells every transition. */
@Singleton
public final class RunningNode implements AutoCloseable {

  private final Elections elections;
  private final Standings standings;
  private final HealthWatch health;
  private final Map<String, Contender> contenders;
  private final EventSink events;
  private final Progress progress;
  private final Set<Companion> companions;

  @Inject
  RunningNode(
      Elections elections,
      Standings standings,
      HealthWatch health,
      Map<String, Contender> contenders,
      EventSink events,
      Progress progress,
      Set<Companion> companions) {
    this.elections = elections;
    this.standings = standings;
    this.health = health;
    this.contenders = contenders;
    this.events = events;
    this.progress = progress;
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
    elections.election(standing.election()).observe(new Watch(elections, events));
    Contender contender = contenders.getOrDefault(standing.election(), new Idle());
    for (Companion companion : companions) {
      contender = companion.around(standing.election(), contender);
    }
    // How it ends is told by the views, by failed() and by close().
    standing.stand(new Telling(progress.of(standing.election(), contender), events));
  }
}
