package io.primacy.election.node.torture;

import io.primacy.election.node.lab.Moment;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What can be counted while it happens. May be read by any thread. */
final class Tally {

  // All guarded by this.
  private final Set<Long> tokens = new HashSet<>();
  private long highest;
  private long accepted;
  private long refused;
  private String leader = "";
  private Duration lastAppend = Duration.ZERO;
  private boolean quiet;
  private Duration longestQuietGap = Duration.ZERO;

  /** The figures at one moment. */
  record Figures(
      int elections, long highestToken, long accepted, long refused, String leader, Duration gap) {}

  synchronized void add(Moment moment) {
    if (moment instanceof Moment.Accepted append) {
      if (quiet) {
        stretch(append.at());
      }
      lastAppend = append.at();
      leader = append.entry().node();
      tokens.add(append.entry().token());
      highest = Math.max(highest, append.entry().token());
      accepted++;
    } else if (moment instanceof Moment.Refused) {
      refused++;
    }
  }

  /** From now on nothing is done to anybody, and somebody leads. */
  synchronized void quietBegins() {
    quiet = true;
  }

  synchronized void quietEnds(Duration now) {
    stretch(now);
    quiet = false;
  }

  /** The elections are the leaderships that wrote; the gap is the longest in quiet times. */
  synchronized Figures figures() {
    return new Figures(tokens.size(), highest, accepted, refused, leader, longestQuietGap);
  }

  private void stretch(Duration now) {
    Duration gap = now.minus(lastAppend);
    if (gap.compareTo(longestQuietGap) > 0) {
      longestQuietGap = gap;
    }
  }
}
