package io.primacy.election.node.lifecycle;

import io.primacy.election.Leadership;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.node.run.State;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Where the state of one election stands for everybody to read. Written by anyone; listeners are
 * told outside the lock, one change at a time, in order.
 */
final class StateBoard {

  private record Change(ElectionState before, ElectionState now) {}

  private record Shown(ElectionState state, @Nullable Leadership leadership) {}

  private final String election;
  private final InstantSource clock;
  private final List<NodeStates.Listener> listeners = new CopyOnWriteArrayList<>();

  private final Object lock = new Object();
  private Phase phase = Phase.FIRST; // Guarded by lock.
  private @Nullable Leadership leadership; // Guarded by lock.
  private final ArrayDeque<Change> untold = new ArrayDeque<>(); // Guarded by lock.
  private boolean telling; // Guarded by lock.
  private volatile Shown shown; // Written with the lock, read by anyone.

  StateBoard(String election, InstantSource clock) {
    this.election = election;
    this.clock = clock;
    this.shown = new Shown(of(Phase.FIRST, "does not stand"), null);
  }

  void onChange(NodeStates.Listener listener) {
    listeners.add(listener);
  }

  /* Nobody need have noticed the end: a process that was stopped for long asks this first. */
  ElectionState state() {
    Shown now = shown;
    boolean leads =
        switch (now.state().state()) {
          case ACTIVATING, ACTIVE, DRAINING -> true;
          case PASSIVE, STANDBY, FAILED -> false;
        };
    if (!leads || (now.leadership() != null && now.leadership().isHeld())) {
      return now.state();
    }
    return new ElectionState(
        State.PASSIVE, OptionalLong.empty(), clock.instant(), "the leadership is over");
  }

  /** What comes next belongs to this leadership. */
  void leads(Leadership now) {
    synchronized (lock) {
      leadership = now;
    }
  }

  void post(Input input) {
    synchronized (lock) {
      Phase next = phase.on(input);
      boolean changed = next.state() != phase.state();
      boolean resting = input instanceof Input.Seen && !next.held() && !next.ending();
      phase = next;
      ElectionState before = shown.state();
      if (changed) {
        show(of(next, input.reason()));
        untold.add(new Change(before, shown.state()));
      } else if (resting && next.state() != State.FAILED) {
        show(withDetail(before, input.reason()));
      }
      if (telling) {
        return;
      }
      telling = true;
    }
    tell();
  }

  /** What the work of one leadership has to say. */
  Work.Reports reports(long token) {
    return new Work.Reports() {
      @Override
      public void doing(String what) {
        synchronized (lock) {
          if (phase.token() == token && phase.state() != State.FAILED) {
            show(withDetail(shown.state(), what));
          }
        }
      }

      @Override
      public void stuck(String what) {
        post(new Input.Stuck(what));
      }

      @Override
      public void freed(String what) {
        post(new Input.Freed(what));
      }
    };
  }

  private void tell() {
    while (true) {
      Change change;
      synchronized (lock) {
        change = untold.poll();
        if (change == null) {
          telling = false;
          return;
        }
      }
      for (NodeStates.Listener listener : listeners) {
        listener.changed(election, change.before(), change.now());
      }
    }
  }

  private void show(ElectionState state) {
    shown = new Shown(state, leadership);
  }

  private ElectionState of(Phase now, String reason) {
    boolean ofToken = now.held() || (now.state() == State.FAILED && now.token() > 0);
    OptionalLong token = ofToken ? OptionalLong.of(now.token()) : OptionalLong.empty();
    return new ElectionState(now.state(), token, clock.instant(), reason);
  }

  private static ElectionState withDetail(ElectionState state, String detail) {
    return new ElectionState(state.state(), state.token(), state.since(), detail);
  }
}
