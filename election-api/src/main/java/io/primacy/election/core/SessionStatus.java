package io.primacy.election.core;

import io.primacy.election.Renewals;
import io.primacy.election.SessionView;
import io.primacy.election.core.SessionRules.Stranger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a session stands, for whoever asks. Immutable; what is left of the lease is asked anew. */
record SessionStatus(
    SessionView.State state, long incarnation, @Nullable Lease lease, String detail) {

  static final SessionStatus NONE = new SessionStatus(SessionView.State.NONE, 0, null, "");

  static SessionStatus of(
      boolean refused,
      boolean closed,
      long incarnation,
      boolean open,
      boolean wanted,
      @Nullable Lease lease,
      Optional<Stranger> stranger) {
    if (refused) {
      String why = "another process runs as this node";
      return new SessionStatus(SessionView.State.REFUSED, incarnation, null, why);
    }
    if (closed) {
      return new SessionStatus(SessionView.State.CLOSED, incarnation, null, "");
    }
    if (open) {
      return new SessionStatus(SessionView.State.OPEN, incarnation, lease, "");
    }
    if (!wanted) {
      return NONE;
    }
    String waitingFor =
        stranger.isPresent()
            ? "waiting for an earlier run of this node to be proven gone"
            : "waiting for the store";
    return new SessionStatus(SessionView.State.OPENING, incarnation, null, waitingFor);
  }

  SessionView view() {
    return state == SessionView.State.OPEN && lease != null
        ? new SessionView(
            state, incarnation, Duration.ofNanos(lease.remainingNanos()), lease.renewals(), detail)
        : new SessionView(state, incarnation, Duration.ZERO, Renewals.NONE, detail);
  }
}
