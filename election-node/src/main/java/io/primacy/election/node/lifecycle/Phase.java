package io.primacy.election.node.lifecycle;

import io.primacy.election.node.lifecycle.Input.Outlook;
import io.primacy.election.node.run.State;

/**
 * What is known of an election's work on this node. {@link #state} follows from it, and nothing
 * else does; {@link #on} is pure.
 *
 * @param token of the last leadership, 0 before the first
 * @param held whether that leadership is held, and not given up yet
 * @param started whether all its work has started
 * @param ending whether its work is being stopped
 * @param failed whether its work could not be started, and the back-off that follows is not over
 * @param backsOff whether the store has shown that this node may not lead since that failure
 * @param stuck how many parts of the work did not start or stop in time, of any leadership
 * @param mayLead whether the store last showed that this node may lead, and does not
 */
record Phase(
    long token,
    boolean held,
    boolean started,
    boolean ending,
    boolean failed,
    boolean backsOff,
    int stuck,
    boolean mayLead) {

  static final Phase FIRST = new Phase(0, false, false, false, false, false, 0, false);

  State state() {
    if (failed || stuck > 0) {
      return State.FAILED;
    }
    if (held) {
      return ending ? State.DRAINING : started ? State.ACTIVE : State.ACTIVATING;
    }
    // While it still stops what it led with, it could not begin to lead.
    return mayLead && !ending ? State.STANDBY : State.PASSIVE;
  }

  Phase on(Input input) {
    if (input instanceof Input.Seen seen) {
      return seen(seen);
    }
    if (input instanceof Input.Stuck) {
      return withStuck(stuck + 1);
    }
    if (input instanceof Input.Freed) {
      return withStuck(Math.max(0, stuck - 1));
    }
    if (input instanceof Input.Elected elected) {
      return elected.token() > token
          ? new Phase(elected.token(), true, false, false, false, false, stuck, false)
          : this;
    }
    return input instanceof Input.OfLeadership its && its.token() == token ? ofPresent(its) : this;
  }

  private Phase ofPresent(Input.OfLeadership input) {
    if (input instanceof Input.Stopped) {
      return leading(false, false, false, failed);
    }
    if (!held) {
      return this;
    }
    if (input instanceof Input.Over) {
      return leading(false, started, true, failed);
    }
    if (ending) {
      return this;
    }
    if (input instanceof Input.Started) {
      return leading(true, true, false, false);
    }
    return leading(true, started, true, input instanceof Input.StartFailed);
  }

  /* A failure lasts until the store has shown that this node backs off, and then that it does not. */
  private Phase seen(Input.Seen seen) {
    if (seen.token() < token) {
      return this;
    }
    // A view that it leads may come before it is told so itself: until then it stands by.
    boolean may =
        seen.outlook() == Outlook.MAY_LEAD || (mayLead && seen.outlook() == Outlook.LEADS);
    boolean resting = failed && !held;
    boolean over = resting && backsOff && seen.outlook() == Outlook.MAY_LEAD;
    boolean begins = resting && seen.outlook() == Outlook.MAY_NOT_LEAD;
    return new Phase(token, held, started, ending, failed && !over, backsOff || begins, stuck, may);
  }

  private Phase leading(boolean nowHeld, boolean nowStarted, boolean nowEnding, boolean nowFailed) {
    return new Phase(token, nowHeld, nowStarted, nowEnding, nowFailed, backsOff, stuck, mayLead);
  }

  private Phase withStuck(int now) {
    return new Phase(token, held, started, ending, failed, backsOff, now, mayLead);
  }
}
