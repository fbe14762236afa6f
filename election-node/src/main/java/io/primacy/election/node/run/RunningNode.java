package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import io.primacy.election.SessionView;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** One node: stands where it is configured to, and tells every transition. */
@Singleton
public final class RunningNode implements AutoCloseable {

  private final Elections elections;
  private final Standings standings;
  private final Map<String, Contender> contenders;
  private final EventSink events;

  @Inject
  RunningNode(
      Elections elections,
      Standings standings,
      Map<String, Contender> contenders,
      EventSink events) {
    this.elections = elections;
    this.standings = standings;
    this.contenders = contenders;
    this.events = events;
  }

  /** Stands. Returns without waiting for the store. */
  public void start() {
    events.accept(
        new NodeEvent.Started(
            elections.config().namespace(),
            elections.config().provider().name(),
            ProcessHandle.current().pid()));
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
    events.accept(new NodeEvent.Closed());
  }

  private void stand(Standing standing) {
    elections.election(standing.election()).observe(new Watch(elections, events));
    Contender contender = contenders.getOrDefault(standing.election(), new Idle());
    // How it ends is told by the views, by failed() and by close().
    standing.stand(new Telling(contender, events));
  }
}
