package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.util.Modules;
import io.primacy.election.Candidacy;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Elections;
import io.primacy.election.Failback;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.health.database.DatabaseRole;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A kind of database that only the application knows, bound as docs/health.md shows it. */
class OwnDatabaseTest {

  private static final Path PAGE = Path.of("..", "docs", "health.md");
  private static final Path THIS =
      Path.of("src", "test", "java", OwnDatabaseTest.class.getName().replace('.', '/') + ".java");
  private static final Pattern JAVA =
      Pattern.compile("```java\n(OptionalBinder.*?)```", Pattern.DOTALL);
  private static final Duration SOON = Duration.ofSeconds(60);

  private final VirtualTime time = VirtualTime.seeded(3);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Elections elections = store.elections("n1");
  private final Cluster cluster = new Cluster();

  /** Stands for the application's database, which has one writer at a time. */
  private static final class Cluster {

    private final Map<String, Boolean> writers = new HashMap<>(Map.of("db1", true, "db2", false));

    boolean writes(String host, Duration unused) {
      return writers.getOrDefault(host, false);
    }
  }

  private final class Application extends AbstractModule {

    DatabaseRole role(String host, Duration limit) {
      return cluster.writes(host, limit) ? DatabaseRole.PRIMARY : DatabaseRole.STANDBY;
    }

    @Override
    protected void configure() {
      OptionalBinder.newOptionalBinder(binder(), DatabaseConfig.class)
          .setBinding()
          .toInstance(
              new DatabaseConfig(
                  List.of(
                      new DatabaseConfig.Server("here", true, limit -> role("db1", limit)),
                      new DatabaseConfig.Server("there", false, limit -> role("db2", limit))),
                  Rhythm.USUAL,
                  100, // Added to the priority while "here" is writable.
                  Set.of("ledger"))); // Empty for all elections.
    }
  }

  @AfterEach
  void close() {
    elections.closeAsync();
    time.advance(SOON);
    store.close();
  }

  @Test
  void theLeaderFollowsTheDatabaseOfTheApplication() {
    Injector injector = inject(Optional.empty(), new Application());
    injector.getInstance(RunningNode.class).start();
    assertTrue(time.runUntil(this::leads, SOON));
    time.advance(SOON);
    assertEquals(Map.of("boost", "database+100"), attributes());

    cluster.writers.put("db1", false);
    time.advance(SOON);

    assertFalse(leads());
    assertEquals(
        "database: no server is writable: here standby, there standby", attributes().get("health"));
    assertEquals(
        "database", injector.getInstance(HealthView.class).checks().get(0).name(), "it is shown");
    cluster.writers.put("db2", true);
    assertTrue(time.runUntil(this::leads, SOON));
    assertEquals(Map.of(), attributes());
  }

  @Test
  void withoutGuiceItIsAnArgument() {
    DatabaseConfig own =
        new DatabaseConfig(
            List.of(new DatabaseConfig.Server("here", true, limit -> DatabaseRole.STANDBY)),
            Rhythm.USUAL,
            0,
            Set.of());
    NodeConfig config = InProcess.config(elections, stands(Failback.NEVER), Optional.empty());
    Standings standings = new Standings(elections, config);

    HealthWatch health =
        new HealthWatch(config, Set.of(), Optional.of(own), standings, event -> {}, time);
    health.start();
    time.advance(SOON);

    assertEquals("no server is writable: here standby", health.checks().get(0).detail());
    health.close();
  }

  @Test
  void everythingWrongWithItIsToldAtOnce() {
    DatabaseConfig.Server server =
        new DatabaseConfig.Server("here", true, limit -> DatabaseRole.STANDBY);
    DatabaseConfig.Server nameless = new DatabaseConfig.Server("", false, server.access());
    DatabaseConfig own =
        new DatabaseConfig(
            List.of(server, server, nameless), Rhythm.USUAL, 1, Set.of("ledger", "legder"));
    AbstractModule application =
        new AbstractModule() {
          @Override
          protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), DatabaseConfig.class)
                .setBinding()
                .toInstance(own);
            Multibinder.newSetBinder(binder(), NamedCheck.class)
                .addBinding()
                .toInstance(
                    new NamedCheck("database", Set.of(), Rhythm.USUAL, limit -> Verdict.well("")));
          }
        };
    NodeConfig config = InProcess.config(elections, stands(Failback.NEVER), Optional.of(own));

    Injector injector = inject(config, application);
    ProvisionException refused =
        assertThrows(ProvisionException.class, () -> injector.getInstance(RunningNode.class));

    String name = "The application's database ";
    List<String> problems = ((ConfigurationException) refused.getCause()).problems();
    assertEquals(6, problems.size(), () -> String.join("\n", problems));
    assertEquals(
        name + "is one too many beside section primacy.database: take out either.",
        problems.get(0));
    assertEquals(name + "has two servers 'here': give each a name of its own.", problems.get(1));
    assertTrue(problems.get(2).startsWith(name + "has a server '': write "), problems.get(2));
    assertEquals(
        name
            + "moves the leader of 'ledger' to the writable server only where leaders give way:"
            + " write failback { hold-off = 30s } in that election, or give it no boost.",
        problems.get(3));
    assertEquals(
        name
            + "decides about election 'legder', where this node does not stand: add it to"
            + " primacy.elections.",
        problems.get(4));
    assertEquals(
        "Health check 'database': the database objects by that name, take another.",
        problems.get(5));
  }

  @Test
  void thePageShowsWhatIsRunHere() throws IOException {
    Matcher block = JAVA.matcher(Files.readString(PAGE));
    assertTrue(block.find(), "health.md shows no database of an application's own");
    String shown = block.group(1).indent(6);
    assertTrue(Files.readString(THIS).contains(shown.strip()), shown);
  }

  private Injector inject(Optional<DatabaseConfig> ofTheFile, AbstractModule application) {
    Failback failback = Failback.after(Duration.ofSeconds(2));
    return inject(InProcess.config(elections, stands(failback), ofTheFile), application);
  }

  private Injector inject(NodeConfig config, AbstractModule application) {
    AbstractModule simulated =
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Elections.class).toInstance(elections);
            bind(Environment.class).toInstance(time);
          }
        };
    return Guice.createInjector(
        Modules.override(new PrimacyModule(config, event -> {})).with(simulated), application);
  }

  private static List<Stand> stands(Failback failback) {
    return List.of(new Stand("ledger", Candidacy.plain().withFailback(failback)));
  }

  private boolean leads() {
    return elections.election("ledger").leadership().isPresent();
  }

  private Map<String, String> attributes() {
    return elections
        .election("ledger")
        .view()
        .orElseThrow()
        .candidate("n1")
        .orElseThrow()
        .attributes();
  }
}
