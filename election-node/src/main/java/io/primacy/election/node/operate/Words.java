package io.primacy.election.node.operate;

import io.primacy.election.Directive;
import io.primacy.election.NodeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How times, directives and sessions are said. */
public final class Words {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Words() {}

  /** A length of time, in two units at most. */
  public static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400
        ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
        : seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }

  /** A moment, to the second. */
  public static String moment(long wallMillis, Clock clock) {
    return TIME.format(Instant.ofEpochMilli(wallMillis).atZone(clock.getZone()));
  }

  /** What a directive lays down. */
  public static String directive(Directive directive, Clock clock) {
    String node = directive.node().orElse("");
    return switch (directive.kind()) {
      case PAUSE ->
          (node.isEmpty() ? "paused" : "paused for " + node)
              + left(directive, clock)
              + " (until "
              + moment(directive.until().orElseThrow(), clock)
              + ")";
      case PREFER -> node + " is preferred";
      case PRIORITY -> node + " has priority " + directive.priority();
      case DRAIN -> node + " is drained";
    };
  }

  /** What kind of directive, and for whom. */
  public static String kind(Directive.Kind kind, Optional<String> node) {
    return word(kind) + node.map(name -> " of " + name).orElse("");
  }

  private static String left(Directive pause, Clock clock) {
    Duration left = Duration.ofMillis(pause.until().orElseThrow() - clock.millis());
    return left.isNegative() ? ", over" : ", " + length(left) + " left";
  }

  /** How a session stands, by the clocks of the node and of this machine. */
  public static String session(NodeView node, Clock clock) {
    if (!node.exists()) {
      return "never seen";
    }
    if (!node.open()) {
      return "closed";
    }
    if (node.renewedAt().isEmpty()) {
      return "open";
    }
    long age = clock.millis() - node.renewedAt().getAsLong();
    long left = node.lease().toMillis() - age;
    return left > 0
        ? String.format(Locale.ROOT, "alive, %.1f s left", left / 1000.0)
        : "silent " + length(Duration.ofMillis(age));
  }

  /** A word of the program's, as people write it. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
