package io.primacy.election.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.primacy.election.ConfigurationException;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.Timing;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.health.checks.CheckConfig;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.spi.ElectionProvider;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one configuration file, and lists all that is wrong with it. */
final class NodeConfigReader {

  private static final String ROOT = "primacy";
  private static final String ELECTION = "election";
  private static final String ELECTIONS = "elections";
  private static final String WATCHDOG = "watchdog";

  /** Sections that a witness has no use for. */
  private static final List<String> OF_A_NODE =
      List.of(ELECTIONS, ChecksReader.NAME, DatabaseReader.NAME, LifecycleReader.SECTION, WATCHDOG);

  /** What a node can be told anew while it runs; see {@link ConfigChange}. */
  private static final Set<String> CHANGEABLE = Set.of(ELECTIONS, LifecycleReader.SECTION);

  /* A syntax error quotes what it tripped over, which may be part of a password. */
  private static final Pattern QUOTED = Pattern.compile("'[^']{3,}'|\"[^\"]{3,}\"");
  private static final Pattern ADVICE =
      Pattern.compile(" \\((?:if you|perhaps|Reserved).*", Pattern.DOTALL);

  private final Path file;
  private final ConfigProblems problems;

  NodeConfigReader(Path file) {
    this.file = file;
    this.problems = new ConfigProblems(String.valueOf(file.getFileName()));
  }

  NodeConfig read() {
    ConfigObject primacy = primacy();
    FlatSettings flat = flat(primacy);
    Optional<ElectionsConfig> elections = elections(flat, Map.of());
    Optional<ElectionsConfig> asVisitor =
        elections.flatMap(config -> elections(flat, forVisitor(config.provider())));
    List<Stand> stands = new StandsReader(problems).read(primacy.get(ELECTIONS));
    Set<String> names = stands.stream().map(Stand::election).collect(Collectors.toSet());
    Set<String> taken =
        primacy.containsKey(DatabaseReader.NAME) ? Set.of(DatabaseReader.NAME) : Set.of();
    List<CheckConfig> checks =
        new ChecksReader(problems, names, taken).read(primacy.get(ChecksReader.NAME));
    Optional<DatabaseConfig> database =
        new DatabaseReader(problems, stands).read(primacy.get(DatabaseReader.NAME));
    Optional<Timing> timing = elections.map(ElectionsConfig::timing);
    LifecycleSettings lifecycle =
        new LifecycleReader(problems).read(primacy.get(LifecycleReader.SECTION), timing);
    WatchdogConfig watchdog =
        new WatchdogReader(problems)
            .read(
                primacy.get(WATCHDOG),
                timing.map(Timing::lease).orElse(ChronoUnit.DAYS.getDuration()));
    Optional<HttpConfig> http = new HttpReader(problems).read(primacy.get(HttpReader.SECTION));
    problems.throwIfAny();
    ElectionsConfig read = elections.orElseThrow();
    Told told = Told.of(file, primacy, CHANGEABLE, read.provider());
    return new NodeConfig(
        read, asVisitor.orElseThrow(), stands, checks, database, lifecycle, watchdog, http, told);
  }

  WitnessConfig readAsWitness() {
    ConfigObject primacy = primacy();
    Optional<ElectionsConfig> elections = elections(flat(primacy), Map.of());
    for (String section : OF_A_NODE) {
      ConfigValue value = primacy.get(section);
      if (value != null) {
        problems.add(
            value.origin(),
            "primacy."
                + section
                + ": a witness votes and stands nowhere. Leave it out, or start a node with"
                + " 'primacy run'.");
      }
    }
    Optional<HttpConfig> http = new HttpReader(problems).read(primacy.get(HttpReader.SECTION));
    problems.throwIfAny();
    return new WitnessConfig(elections.orElseThrow(), http);
  }

  private ConfigObject primacy() {
    requireReadable();
    ConfigObject root = parse().root();
    problems.refuseStrangers("", root, List.of(ROOT));
    if (!root.containsKey(ROOT)) {
      problems.add("primacy is missing (what the node is told: primacy { election { ... } }).");
    }
    ConfigObject primacy = object(ROOT, root.get(ROOT));
    List<String> known = new ArrayList<>(List.of(ELECTION, HttpReader.SECTION));
    known.addAll(OF_A_NODE);
    problems.refuseStrangers(ROOT + ".", primacy, known);
    return primacy;
  }

  private FlatSettings flat(ConfigObject primacy) {
    ConfigObject election = object(ROOT + "." + ELECTION, primacy.get(ELECTION));
    return FlatSettings.of(ELECTION, election, problems);
  }

  private static Map<String, String> forVisitor(ElectionProvider provider) {
    Map<String, String> over = new TreeMap<>();
    provider
        .visitorSettings()
        .forEach((name, value) -> over.put(ELECTION + "." + provider.name() + "." + name, value));
    return over;
  }

  private Optional<ElectionsConfig> elections(FlatSettings flat, Map<String, String> over) {
    try {
      Map<String, String> all = new TreeMap<>(flat.values());
      all.putAll(over);
      return Optional.of(ElectionsConfig.parse(all, InstalledBackends.providers()));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> problems.add(flat.originOf(problem), problem));
      return Optional.empty();
    }
  }

  private ConfigObject object(String key, @Nullable ConfigValue value) {
    if (value == null) {
      return ConfigFactory.empty().root();
    }
    if (value instanceof ConfigObject object) {
      return object;
    }
    problems.add(value.origin(), key + ": write an object, " + key + " { ... }.");
    return ConfigFactory.empty().root();
  }

  private void requireReadable() {
    String name = "Configuration file '" + file + "' ";
    if (!Files.exists(file)) {
      throw refused(name + "does not exist. Name an existing one with --config.");
    }
    if (Files.isDirectory(file)) {
      throw refused(name + "is a directory. Name the file in it.");
    }
    try {
      Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refused(name + "is not text in UTF-8. Save it as such.");
    } catch (AccessDeniedException e) {
      throw refused(name + "may not be read. Give the user of this process the right to.");
    } catch (IOException e) {
      throw refused(name + "can not be read: " + e.getMessage() + ". Check the disk.");
    }
  }

  private Config parse() {
    try {
      // The syntax is set, so that the name of the file does not matter.
      ConfigParseOptions options =
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false);
      return ConfigFactory.parseFile(file.toFile(), options).resolve();
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw refused(place(e) + unresolved(e) + " Set it in the environment or in the file.");
    } catch (ConfigException e) {
      throw refused(place(e) + "is not HOCON: " + sentence(e) + ".");
    }
  }

  private String place(ConfigException e) {
    int line = e.origin() == null ? -1 : e.origin().lineNumber();
    return file.getFileName() + (line > 0 ? ":" + line + ": " : ": ");
  }

  private static String unresolved(ConfigException e) {
    var matcher = Pattern.compile("\\$\\{[^}]*}").matcher(String.valueOf(e.getMessage()));
    return (matcher.find() ? matcher.group() : "a substitution") + " has no value.";
  }

  private static String sentence(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    int start = e.origin() == null ? -1 : message.indexOf(e.origin().description() + ": ");
    String bare =
        start < 0 ? message : message.substring(start + e.origin().description().length() + 2);
    return QUOTED.matcher(ADVICE.matcher(bare).replaceFirst("")).replaceAll("'...'").strip();
  }

  private static ConfigurationException refused(String problem) {
    return new ConfigurationException(List.of(problem));
  }
}
