package io.primacy.election;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Nearest;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns keys and values into a configuration, or into the list of what is wrong with them. */
final class ConfigReader {

  private static final Setting<String> NODE =
      Setting.text("node", "the name of this node, the same over restarts")
          .checked(name -> Names.requireValid("node", name));
  private static final Setting<String> NAMESPACE =
      Setting.text("namespace", "keeps installations in one store apart")
          .withDefault("default")
          .checked(name -> Names.requireValid("namespace", name));
  private static final Setting<String> PROVIDER =
      Setting.text("provider", "the coordination service, for example zookeeper");
  private static final Setting<Duration> LEASE =
      Setting.duration("timing.lease", "how long a session lasts without renewal")
          .withDefault(Duration.ofSeconds(10));
  private static final Setting<Duration> RENEW_EVERY =
      Setting.duration("timing.renew-every", "from one renewal to the next").optional();
  private static final Setting<Duration> CALL_TIMEOUT =
      Setting.duration("timing.call-timeout", "the bound on one call to the store").optional();
  private static final Setting<Double> CLOCK_DRIFT =
      Setting.of(
              "timing.clock-drift",
              "by what fraction two clocks' rates may differ",
              "write a fraction, for example 0.01",
              Double::valueOf)
          .optional();
  private static final Setting<Duration> MARGIN =
      Setting.duration("timing.margin", "added to what a challenger waits").optional();
  private static final Setting<Duration> STAGGER =
      Setting.duration("timing.stagger", "how long a candidate lets the better one go first")
          .optional();
  private static final Setting<Duration> DRAIN_LIMIT =
      Setting.duration("timing.drain-limit", "how long a leader may take to finish").optional();

  private static final List<Setting<?>> GENERAL =
      List.of(
          NODE,
          NAMESPACE,
          PROVIDER,
          LEASE,
          RENEW_EVERY,
          CALL_TIMEOUT,
          CLOCK_DRIFT,
          MARGIN,
          STAGGER,
          DRAIN_LIMIT);

  private static final String PREFIX = "election.";

  private final Map<String, String> raw;
  private final @Nullable ElectionProvider givenProvider;
  private final @Nullable Timing givenTiming;
  private final List<String> problems = new ArrayList<>();

  ConfigReader(
      Map<String, String> raw,
      @Nullable ElectionProvider givenProvider,
      @Nullable Timing givenTiming) {
    this.raw = new TreeMap<>(raw);
    this.givenProvider = givenProvider;
    this.givenTiming = givenTiming;
  }

  ElectionsConfig read() {
    String providerName = raw.getOrDefault(PREFIX + PROVIDER.name(), "").strip();
    Map<String, String> ofProvider = take(PREFIX + providerName + ".");
    Settings general = Settings.check(PREFIX, GENERAL, general(), problems);
    ElectionProvider provider = provider(providerName);
    Settings settings =
        provider == null
            ? general
            : Settings.check(
                PREFIX + providerName + ".", provider.settings(), ofProvider, problems);
    Timing timing = timing(general);
    if (!problems.isEmpty() || provider == null || timing == null) {
      throw new ConfigurationException(problems);
    }
    return new ElectionsConfig(
        general.get(NODE), general.get(NAMESPACE), timing, provider, settings);
  }

  /* What is left once the provider's part is taken, all of it below "election.". */
  private Map<String, String> general() {
    Map<String, String> found = take(PREFIX);
    raw.forEach((key, value) -> problems.add(stranger(key)));
    // Settings of other providers may stand beside those of the one chosen.
    for (ElectionProvider other : Providers.available()) {
      found.keySet().removeIf(key -> key.startsWith(other.name() + "."));
    }
    return found;
  }

  private static String stranger(String key) {
    TreeSet<String> known = new TreeSet<>();
    GENERAL.forEach(setting -> known.add(PREFIX + setting.name()));
    String hint =
        Nearest.to(key, known)
            .map(name -> " Closest: " + name + ".")
            .orElse(" All begin with election.");
    return key + " is not a setting." + hint;
  }

  private Map<String, String> take(String prefix) {
    Map<String, String> taken = new LinkedHashMap<>();
    raw.entrySet()
        .removeIf(
            entry -> {
              boolean ours =
                  entry.getKey().startsWith(prefix) && entry.getKey().length() > prefix.length();
              if (ours) {
                taken.put(entry.getKey().substring(prefix.length()), entry.getValue());
              }
              return ours;
            });
    return taken;
  }

  private @Nullable ElectionProvider provider(String name) {
    if (givenProvider != null || name.isEmpty()) {
      return givenProvider;
    }
    try {
      return Providers.get(name);
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  private @Nullable Timing timing(Settings general) {
    if (givenTiming != null) {
      return givenTiming;
    }
    Duration lease = general.get(LEASE);
    if (lease.compareTo(Timing.SHORTEST_LEASE) < 0) {
      problems.add(
          "election.timing.lease = "
              + Timing.text(lease)
              + ": write "
              + Timing.text(Timing.SHORTEST_LEASE)
              + " to "
              + Timing.text(Timing.LONGEST_LEASE)
              + ".");
      return null;
    }
    Timing usual = Timing.ofLease(Duration.ofSeconds(10));
    Duration renewEvery = general.find(RENEW_EVERY).orElse(lease.dividedBy(4));
    Duration callTimeout = general.find(CALL_TIMEOUT).orElse(lease.dividedBy(4));
    double drift = general.find(CLOCK_DRIFT).orElse(usual.clockDrift());
    Duration margin = general.find(MARGIN).orElse(lease.dividedBy(100));
    Duration stagger = general.find(STAGGER).orElse(lease.dividedBy(40));
    Duration drainLimit = general.find(DRAIN_LIMIT).orElse(lease);
    List<String> wrong =
        Timing.problems(lease, renewEvery, callTimeout, drift, margin, stagger, drainLimit);
    problems.addAll(wrong);
    return wrong.isEmpty()
        ? new Timing(lease, renewEvery, callTimeout, drift, margin, stagger, drainLimit)
        : null;
  }
}
