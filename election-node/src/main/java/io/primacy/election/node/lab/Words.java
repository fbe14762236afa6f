package io.primacy.election.node.lab;

import java.time.Duration;
import java.util.Locale;

/** Times as people read them. */
public final class Words {

  private Words() {}

  /** {@code 3.41 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
  }

  /** {@code 34 ms} below a second, {@code 3.41 s} above. */
  public static String brief(Duration duration) {
    return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : seconds(duration);
  }
}
