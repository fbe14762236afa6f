package io.primacy.election.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import io.primacy.election.Candidacy;
import io.primacy.election.Names;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.health.database.JdbcAccess;
import io.primacy.election.node.health.database.PostgresqlServer;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which database the leader has to be near: {@code primacy.database}. */
final class DatabaseReader {

  static final String NAME = "database";

  private static final String KEY = "primacy.database";
  private static final String SERVERS = "servers";
  private static final Rhythm USUAL =
      new Rhythm(Duration.ofSeconds(2), Duration.ofSeconds(2), 3, 2);

  private static final Setting<String> TYPE =
      Setting.of("type", "the kind of database", "write postgresql", DatabaseReader::type)
          .withDefault("postgresql");
  private static final Setting<Integer> BOOST =
      Setting.integer("boost", "what a writable server near this node adds to its priority")
          .checked(DatabaseReader::requireBoost)
          .withDefault(100);
  private static final Setting<Boolean> NEAR =
      Setting.flag("near", "whether the server is beside this node").withDefault(false);

  private final ConfigProblems problems;
  private final List<Stand> stands;

  DatabaseReader(ConfigProblems problems, List<Stand> stands) {
    this.problems = problems;
    this.stands = stands;
  }

  Optional<DatabaseConfig> read(@Nullable ConfigValue value) {
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof ConfigObject database)) {
      problems.add(value.origin(), KEY + ": write an object, " + KEY + " { servers { ... } }.");
      return Optional.empty();
    }
    List<DatabaseConfig.Server> servers = servers(database);
    List<Setting<?>> declared = new ArrayList<>(RhythmReader.SETTINGS);
    declared.add(TYPE);
    declared.add(BOOST);
    return FlatSettings.checked(KEY, database.withoutKey(SERVERS), declared, problems)
        .flatMap(settings -> read(database.origin(), settings, servers));
  }

  private Optional<DatabaseConfig> read(
      ConfigOrigin origin, Settings settings, List<DatabaseConfig.Server> servers) {
    Set<String> names = stands.stream().map(Stand::election).collect(Collectors.toSet());
    RhythmReader rhythms = new RhythmReader(problems, names);
    Set<String> elections = rhythms.elections(KEY, origin, settings);
    Optional<DatabaseConfig> read =
        rhythms
            .rhythm(KEY, origin, settings, USUAL)
            .map(rhythm -> new DatabaseConfig(servers, rhythm, settings.get(BOOST), elections));
    read.ifPresent(config -> requireFailback(origin, config));
    return read;
  }

  /* Priorities alone move no leader: one that has lost its database's company would stay. */
  private void requireFailback(ConfigOrigin origin, DatabaseConfig config) {
    for (Stand stand : stands) {
      if (stand.ignoresBoostOf(config)) {
        problems.add(
            origin,
            KEY
                + ".boost moves the leader of '"
                + stand.election()
                + "' to the writable server only where leaders give way: write failback { hold-off"
                + " = 30s } in that election, or "
                + KEY
                + ".boost = 0.");
      }
    }
  }

  private List<DatabaseConfig.Server> servers(ConfigObject database) {
    if (!(database.get(SERVERS) instanceof ConfigObject all) || all.isEmpty()) {
      problems.add(
          database.origin(),
          KEY
              + ".servers: write an object, for example { pg1 { url ="
              + " \"jdbc:postgresql://host/name\", near = true } }.");
      return List.of();
    }
    List<DatabaseConfig.Server> servers = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(all).entrySet()) {
      server(entry.getKey(), entry.getValue()).ifPresent(servers::add);
    }
    return servers;
  }

  private Optional<DatabaseConfig.Server> server(String name, ConfigValue value) {
    String key = KEY + ".servers." + name;
    if (!Names.isValid(name)) {
      problems.add(value.origin(), key + ": '" + name + "' is no name: write " + Names.FORM + ".");
      return Optional.empty();
    }
    if (!(value instanceof ConfigObject object)) {
      problems.add(value.origin(), key + ": write an object, for example { url = \"jdbc:...\" }.");
      return Optional.empty();
    }
    List<Setting<?>> declared = new ArrayList<>(JdbcAccess.SETTINGS);
    declared.add(NEAR);
    return FlatSettings.checked(key, object, declared, problems)
        .map(
            settings ->
                new DatabaseConfig.Server(
                    name, settings.get(NEAR), new PostgresqlServer(JdbcAccess.of(settings))));
  }

  private static String type(String text) {
    if (!text.equals("postgresql")) {
      throw new IllegalArgumentException("write postgresql, which is the only kind there is yet");
    }
    return text;
  }

  private static void requireBoost(Integer boost) {
    if (boost < 0 || boost > Candidacy.HIGHEST) {
      throw new IllegalArgumentException("write a number from 0 to " + Candidacy.HIGHEST);
    }
  }
}
