package io.primacy.election.node.health;

import io.primacy.election.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How often something is asked, and how many answers in a row change what is thought of it.
 *
 * @param every from one question to the next
 * @param timeout when a question counts as failed; no longer than {@code every}
 * @param fall failures in a row until it is ill
 * @param rise successes in a row until it is well again
 */
public record Rhythm(Duration every, Duration timeout, int fall, int rise) {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST = 100;

  /** Every 5 s, 2 s at most; three failures to fall, two successes to rise. */
  public static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(2), 3, 2);

  public Rhythm {
    List<String> problems = new ArrayList<>();
    length("every", every, problems);
    length("timeout", timeout, problems);
    count("fall", fall, problems);
    count("rise", rise, problems);
    if (timeout.compareTo(every) > 0) {
      problems.add("timeout = " + text(timeout) + ": write at most every = " + text(every) + ".");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** The same, asked in another interval. */
  public Rhythm withEvery(Duration interval) {
    return new Rhythm(interval, timeout, fall, rise);
  }

  /** The same, ill after another number of failures. */
  public Rhythm withFall(int failures) {
    return new Rhythm(every, timeout, failures, rise);
  }

  /** How long what has gone wrong for good may take to be known, if the machine keeps up. */
  public Duration longestUntilIll() {
    return every.multipliedBy(fall).plus(timeout);
  }

  private static void length(String name, Duration value, List<String> problems) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      problems.add(
          name + " = " + text(value) + ": write " + text(SHORTEST) + " to " + text(LONGEST) + ".");
    }
  }

  private static void count(String name, int value, List<String> problems) {
    if (value < 1 || value > MOST) {
      problems.add(name + " = " + value + ": write a number from 1 to " + MOST + ".");
    }
  }

  private static String text(Duration length) {
    boolean whole = length.toMillis() % 1000 == 0;
    return whole ? length.toSeconds() + "s" : length.toMillis() + "ms";
  }
}
