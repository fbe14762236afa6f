package io.primacy.election.node.run;

import static java.util.Objects.requireNonNull;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The states of a node's elections, as the calls of their contenders show them. */
@Singleton
final class Progress implements NodeStates {

  private final Clock clock;
  private final Map<String, Candidacy> candidacies = new HashMap<>();
  private final Map<String, ElectionState> states = new ConcurrentSkipListMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  @Inject
  Progress(NodeConfig config) {
    this(config.stands(), Clock.systemUTC());
  }

  Progress(List<Stand> stands, Clock clock) {
    this.clock = clock;
    for (Stand stand : stands) {
      candidacies.put(stand.election(), stand.candidacy());
      states.put(stand.election(), atRest(stand.election()));
    }
  }

  @Override
  public Map<String, ElectionState> states() {
    return Map.copyOf(states);
  }

  @Override
  public void onChange(Listener listener) {
    listeners.add(listener);
  }

  /** Shows what a contender does. */
  Contender of(String election, Contender contender) {
    return new Contender() {
      @Override
      public void granted(Leadership leadership) throws Exception {
        turn(election, State.ACTIVATING, leadership);
        contender.granted(leadership);
        turn(election, State.ACTIVE, leadership);
      }

      @Override
      public void revoked(Leadership leadership, EndReason reason) throws Exception {
        turn(election, State.DRAINING, leadership);
        try {
          contender.revoked(leadership, reason);
        } finally {
          turn(election, atRest(election));
        }
      }
    };
  }

  private void turn(String election, State state, Leadership leadership) {
    OptionalLong token = OptionalLong.of(leadership.token().value());
    turn(election, new ElectionState(state, token, clock.instant(), ""));
  }

  private void turn(String election, ElectionState now) {
    ElectionState before = states.put(election, now);
    if (before != null) {
      listeners.forEach(listener -> listener.changed(election, before, now));
    }
  }

  private ElectionState atRest(String election) {
    State state =
        requireNonNull(candidacies.get(election)).eligible() ? State.STANDBY : State.PASSIVE;
    return new ElectionState(state, OptionalLong.empty(), clock.instant(), "");
  }
}
