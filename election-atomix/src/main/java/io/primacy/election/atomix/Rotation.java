package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of the voters is asked: the one said to lead, until it disappoints. Not thread-safe. */
final class Rotation {

  private final List<MemberId> voters;
  private int at;

  Rotation(List<MemberId> voters, MemberId first) {
    this.voters = List.copyOf(voters);
    this.at = Math.max(0, voters.indexOf(first));
  }

  MemberId current() {
    return voters.get(at);
  }

  void prefer(@Nullable MemberId voter) {
    int found = voter == null ? -1 : voters.indexOf(voter);
    if (found >= 0) {
      at = found;
    }
  }

  /** Goes on to the next, unless that happened already. */
  void leave(MemberId voter) {
    if (voter.equals(current())) {
      at = (at + 1) % voters.size();
    }
  }
}
