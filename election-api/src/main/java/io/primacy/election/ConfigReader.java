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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns keys and values into a configuration, or into the list of what is wrong with them. */
final class ConfigReader {

  private static final Setting<String> NODE =
      Setting.text("node", "the name of this node, the same over restarts")
          .checked(ConfigReader::requireName);
  private static final Setting<String> NAMESPACE =
      Setting.text("namespace", "keeps installations in one store apart")
          .withDefault("default")
          .checked(ConfigReader::requireName);
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
  private static final String TIMING = PREFIX + "timing.";

  private final Map<String, String> raw;
  private final Providers providers;
  private final @Nullable ElectionProvider givenProvider;
  private final @Nullable Timing givenTiming;
  private final List<String> problems = new ArrayList<>();

  ConfigReader(
      Map<String, String> raw,
      Providers providers,
      @Nullable ElectionProvider givenProvider,
      @Nullable Timing givenTiming) {
    this.raw = new TreeMap<>(raw);
    this.providers = providers;
    this.givenProvider = givenProvider;
    this.givenTiming = givenTiming;
  }

  ElectionsConfig read() {
    String providerName = raw.getOrDefault(PREFIX + PROVIDER.name(), "").strip();
    Map<String, String> ofProvider =
        providerName.isEmpty() ? Map.of() : take(PREFIX + providerName + ".");
    Map<String, String> ofElection = take(PREFIX);
    raw.keySet().forEach(key -> problems.add(stranger(key)));
    List<String> whyNoProvider = new ArrayList<>();
    ElectionProvider provider = provider(providerName, whyNoProvider);
    leaveOutProviders(ofElection, provider);
    Settings general = Settings.check(PREFIX, GENERAL, ofElection, problems);
    problems.addAll(whyNoProvider);
    boolean timesRead = problems.stream().noneMatch(problem -> problem.startsWith(TIMING));
    Settings settings =
        provider == null
            ? general
            : Settings.check(
                PREFIX + providerName + ".", provider.settings(), ofProvider, problems);
    Timing timing = timing(general, ofElection.keySet(), timesRead);
    if (!problems.isEmpty() || provider == null || timing == null) {
      throw new ConfigurationException(problems);
    }
    return new ElectionsConfig(
        general.get(NODE), general.get(NAMESPACE), timing, provider, settings);
  }

  /* Settings of other providers may stand beside those of the one chosen; while none is chosen,
  nobody can tell. One whose provider is misspelt is named here. */
  private void leaveOutProviders(Map<String, String> keys, @Nullable ElectionProvider chosen) {
    Set<String> general = new TreeSet<>();
    GENERAL.forEach(setting -> general.add(setting.name()));
    Set<String> names = providers.names();
    if (chosen != null) {
      names.add(chosen.name());
    }
    for (String key : List.copyOf(keys.keySet())) {
      int dot = key.indexOf('.');
      if (dot < 0 || Nearest.to(key, general).isPresent()) {
        continue;
      }
      String first = key.substring(0, dot);
      Optional<String> meant = Nearest.to(first, names);
      if (chosen != null && !names.contains(first) && meant.isPresent()) {
        String closest = PREFIX + meant.get() + key.substring(dot);
        problems.add(PREFIX + key + " is not a setting. Closest: " + closest + ".");
      }
      if (chosen == null || meant.isPresent()) {
        keys.remove(key);
      }
    }
  }

  private static void requireName(String name) {
    if (!Names.isValid(name)) {
      throw new IllegalArgumentException("write " + Names.FORM);
    }
  }

  private static String stranger(String key) {
    Set<String> known = new TreeSet<>();
    GENERAL.forEach(setting -> known.add(PREFIX + setting.name()));
    String hint =
        Nearest.to(key, known)
            .map(name -> " Closest: " + name + ".")
            .orElse(
                " Every setting begins with '" + PREFIX + "': write it in full, or leave it out.");
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

  private @Nullable ElectionProvider provider(String name, List<String> whyNone) {
    if (givenProvider != null || name.isEmpty()) {
      return givenProvider;
    }
    try {
      return providers.get(name);
    } catch (ConfigurationException e) {
      whyNone.addAll(e.problems());
      return null;
    }
  }

  /* Times that could not be read have their defaults here, and fit or do not fit by accident. */
  private @Nullable Timing timing(Settings general, Set<String> keys, boolean timesRead) {
    if (givenTiming != null) {
      keys.stream()
          .filter(key -> (PREFIX + key).startsWith(TIMING))
          .map(
              key ->
                  PREFIX + key + " is given as a key, and all times by the program: leave one out.")
          .forEach(problems::add);
      return givenTiming;
    }
    Duration lease = general.get(LEASE);
    Timing usual = Timing.ofLease(Timing.isLease(lease) ? lease : Duration.ofSeconds(10));
    Duration renewEvery = general.find(RENEW_EVERY).orElse(usual.renewEvery());
    Duration callTimeout = general.find(CALL_TIMEOUT).orElse(usual.callTimeout());
    double drift = general.find(CLOCK_DRIFT).orElse(usual.clockDrift());
    Duration margin = general.find(MARGIN).orElse(usual.margin());
    Duration stagger = general.find(STAGGER).orElse(usual.stagger());
    Duration drainLimit = general.find(DRAIN_LIMIT).orElse(usual.drainLimit());
    List<String> wrong =
        Timing.outOfBounds(lease, renewEvery, callTimeout, drift, margin, stagger, drainLimit);
    if (wrong.isEmpty() && timesRead) {
      wrong = Timing.unfit(lease, renewEvery, callTimeout);
    }
    problems.addAll(wrong);
    return problems.isEmpty()
        ? new Timing(lease, renewEvery, callTimeout, drift, margin, stagger, drainLimit)
        : null;
  }
}
