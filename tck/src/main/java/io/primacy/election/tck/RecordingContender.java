package io.primacy.election.tck;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.history.Event.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Leads on paper: notes what it is told, then does what the rule asks. */
final class RecordingContender implements Contender {

  /** What a rule does in a callback. */
  interface Deed {
    void on(Leadership leadership) throws Exception;
  }

  private final String member;
  private final String election;
  private final History history;
  private final List<Leadership> granted = new CopyOnWriteArrayList<>();
  private final List<EndReason> reasons = new CopyOnWriteArrayList<>();
  private volatile Deed onGranted = leadership -> {};
  private volatile Deed onRevoked = leadership -> {};

  RecordingContender(String member, String election, History history) {
    this.member = member;
    this.election = election;
    this.history = history;
  }

  void onGranted(Deed deed) {
    onGranted = deed;
  }

  void onRevoked(Deed deed) {
    onRevoked = deed;
  }

  /** All leaderships it was told of, oldest first. */
  List<Leadership> granted() {
    return granted;
  }

  /** Why the last one that ended did. */
  Optional<EndReason> lastReason() {
    return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.get(reasons.size() - 1));
  }

  /** How many ends it was told of. */
  int ends() {
    return reasons.size();
  }

  boolean wasGranted(Leadership leadership) {
    return granted.stream().anyMatch(known -> known.token().equals(leadership.token()));
  }

  @Override
  public void granted(Leadership leadership) throws Exception {
    long token = leadership.token().value();
    history.add(member, election, Kind.GRANTED, token, "");
    granted.add(leadership);
    try {
      onGranted.on(leadership);
    } finally {
      history.add(member, election, Kind.GRANTED_RETURNED, token, "");
    }
  }

  @Override
  public void revoked(Leadership leadership, EndReason reason) throws Exception {
    long token = leadership.token().value();
    history.add(member, election, Kind.REVOKED, token, reason.name());
    reasons.add(reason);
    try {
      onRevoked.on(leadership);
    } finally {
      history.add(member, election, Kind.REVOKED_RETURNED, token, "");
    }
  }
}
