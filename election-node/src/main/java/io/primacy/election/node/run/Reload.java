package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.ConfigChange;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.lifecycle.Lifecycles;

/**
 * Reads the node's file again and does what it says now: all of it, or, if anything in it is wrong
 * or can not change while the node runs, nothing. Either is told as one event.
 */
@Singleton
final class Reload implements Runnable {

  private final Standings standings;
  private final Lifecycles lifecycles;
  private final EventSink events;
  private NodeConfig current; // Guarded by this.

  @Inject
  Reload(NodeConfig config, Standings standings, Lifecycles lifecycles, EventSink events) {
    this.current = config;
    this.standings = standings;
    this.lifecycles = lifecycles;
    this.events = events;
  }

  @Override
  public synchronized void run() {
    try {
      NodeConfig next = current.again();
      ConfigChange change = ConfigChange.between(current, next);
      apply(change);
      current = next;
      events.accept(new NodeEvent.Reloaded(change.phrases()));
    } catch (ConfigurationException e) {
      events.accept(new NodeEvent.NotReloaded(e.problems()));
    }
  }

  private void apply(ConfigChange change) {
    lifecycles.configure(change.lifecycle());
    change
        .stands()
        .forEach(
            stand -> standings.in(stand.election()).orElseThrow().configure(stand.candidacy()));
  }
}
