package io.primacy.election.node.operate;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.node.console.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** No change of leader that nobody asked for, for a while. */
@Command(
    name = "pause",
    description = {
      "No change of leader by itself, until the pause ends or is lifted with 'resume'.",
      "The leader leads on while its session lasts; if it is lost, nobody follows meanwhile."
    },
    mixinStandardHelpOptions = true)
public final class PauseCommand implements Callable<Integer> {

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})(s|m|h)");

  @Mixin private final Site site = new Site();
  @Mixin private final Scope scope = new Scope();
  @Mixin private final Order order = new Order();

  @Option(names = "--node", paramLabel = "NODE", description = "Only what concerns this node.")
  private @Nullable String node;

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      description = "How long: a number and s, m or h; 24 h at most.")
  private @Nullable String length;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Or when it ends, for example 2026-01-31T18:00:00Z.")
  private @Nullable String until;

  @Override
  public Integer call() {
    long now = System.currentTimeMillis();
    Duration forHowLong = length(now);
    try (Desk desk = site.open()) {
      List<String> elections = scope.of(desk, site);
      Optional<String> named =
          Optional.ofNullable(node).map(name -> desk.knownNode(name, desk.views(elections)));
      Directive pause = pause(named, forHowLong, now);
      order.confirm(
          site,
          "Until it ends nobody takes over in "
              + String.join(", ", elections)
              + named.map(name -> " from or by " + name).orElse("")
              + ", even if the leader is lost.");
      new Directing(site, desk).lay(elections, pause);
      return ExitCode.OK;
    }
  }

  private Directive pause(Optional<String> named, Duration forHowLong, long now) {
    Actor actor = order.actor(site);
    if (forHowLong.compareTo(Duration.ofMillis(1)) < 0
        || forHowLong.compareTo(Directive.LONGEST_PAUSE) > 0) {
      throw site.usage(
          "A pause until "
              + Instant.ofEpochMilli(now).plus(forHowLong)
              + ": write an end that is later than now, by "
              + Directive.LONGEST_PAUSE.toHours()
              + " h at most.");
    }
    return Directive.pause(named, forHowLong, actor, now);
  }

  private Duration length(long now) {
    if ((length == null) == (until == null)) {
      throw site.usage("A pause needs an end: write --for LENGTH or --until TIME.");
    }
    if (length == null) {
      try {
        return Duration.between(Instant.ofEpochMilli(now), Instant.parse(String.valueOf(until)));
      } catch (DateTimeParseException e) {
        throw site.usage("--until " + until + ": write a time such as 2026-01-31T18:00:00Z.");
      }
    }
    Matcher matcher = LENGTH.matcher(length);
    if (!matcher.matches()) {
      throw site.usage("--for " + length + ": write a number and s, m or h, for example 30m.");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
