package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a leader gives way, without being asked, to a candidate of higher priority or that is
 * preferred. It does so by a handover: its work is finished first.
 *
 * @param holdOff how long that candidate must have been eligible and alive without a break, as the
 *     leader sees it; zero: never give way
 * @param movesPerHour how often leadership of the election moves by itself in an hour, whoever led;
 *     counted by the wall clocks of the nodes that led, so a wrong one may let one more happen or
 *     put it off, never more often than once in a hold-off
 */
public record Failback(Duration holdOff, int movesPerHour) {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Leadership stays where it is. */
  public static final Failback NEVER = new Failback(Duration.ZERO, 1);

  /** The largest number of moves. */
  public static final int MOST_MOVES = 12;

  public Failback {
    requireNonNull(holdOff, "holdOff");
    List<String> problems = problems(holdOff, movesPerHour);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** After a hold-off, and twice an hour at most. */
  public static Failback after(Duration holdOff) {
    return new Failback(holdOff, 2);
  }

  /** Whether a leader ever gives way. */
  public boolean isWanted() {
    return !holdOff.isZero();
  }

  private static List<String> problems(Duration holdOff, int movesPerHour) {
    List<String> problems = new ArrayList<>();
    boolean fits = holdOff.compareTo(SHORTEST) >= 0 && holdOff.compareTo(LONGEST) <= 0;
    if (!holdOff.isZero() && !fits) {
      problems.add(
          "hold-off = "
              + Timing.text(holdOff)
              + ": write "
              + Timing.text(SHORTEST)
              + " to "
              + Timing.text(LONGEST)
              + ", or leave it out for never.");
    }
    if (movesPerHour < 1 || movesPerHour > MOST_MOVES) {
      problems.add(
          "moves-per-hour = " + movesPerHour + ": write a number from 1 to " + MOST_MOVES + ".");
    }
    return problems;
  }
}
