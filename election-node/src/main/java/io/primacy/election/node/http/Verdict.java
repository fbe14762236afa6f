package io.primacy.election.node.http;

import io.primacy.election.SessionView;
import io.primacy.election.node.run.ElectionSight;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Yes, or no and why. Pure. */
record Verdict(Optional<String> no) {

  private static final Verdict YES = new Verdict(Optional.empty());

  private static Verdict no(String why) {
    return new Verdict(Optional.of(why));
  }

  boolean yes() {
    return no.isEmpty();
  }

  /** Whether work may be sent to this node: it leads, and its work has started. */
  static Verdict active(ElectionSight sight) {
    if (sight.isActive()) {
      return YES;
    }
    return sight.state().state() == State.ACTIVE
        ? no("its leadership of " + sight.election() + " is over")
        : no(why(sight));
  }

  /** Whether it could take over: it stands, its session lasts, and it does not lead. */
  static Verdict standby(ElectionSight sight, SessionView session) {
    if (sight.state().state() != State.STANDBY) {
      return no(why(sight));
    }
    return lasts(session) ? YES : no(why(session));
  }

  /** Whether it takes part in all of some elections: it leads, is about to, or could take over. */
  static Verdict ready(List<ElectionSight> sights, SessionView session) {
    if (!lasts(session)) {
      return no(why(session));
    }
    return sights.stream()
        .filter(sight -> !takesPart(sight.state().state()))
        .findFirst()
        .map(sight -> no(why(sight)))
        .orElse(YES);
  }

  /** Whether the process works: nobody else runs as this node, and its loop turns. */
  static Verdict live(Optional<String> refusal, boolean beats) {
    if (refusal.isPresent()) {
      return no(refusal.get());
    }
    return beats ? YES : no("its loop has not turned for a lease or longer");
  }

  private static boolean takesPart(State state) {
    return switch (state) {
      case STANDBY, ACTIVATING, ACTIVE -> true;
      case PASSIVE, DRAINING, FAILED -> false;
    };
  }

  private static boolean lasts(SessionView session) {
    return session.state() == SessionView.State.OPEN && !session.remaining().isZero();
  }

  private static String why(SessionView session) {
    String state =
        session.state() == SessionView.State.OPEN
            ? "over"
            : session.state().name().toLowerCase(Locale.ROOT);
    return "its session is " + state + with(session.detail());
  }

  private static String why(ElectionSight sight) {
    ElectionState state = sight.state();
    return "it is " + state.state().word() + " in " + sight.election() + with(state.detail());
  }

  private static String with(String detail) {
    return detail.isEmpty() ? "" : ": " + detail;
  }
}
