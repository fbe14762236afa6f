package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Modules;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Contender;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.lifecycle.Activation;
import io.primacy.election.node.lifecycle.Component;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node wired by Guice, with components, on a simulated store: run, and reloaded. */
class LifecycleModuleTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String FILE =
      """
      primacy {
        election { node = n1, provider = zookeeper, zookeeper.connect = "127.0.0.1:1" }
        elections = [ { name = ledger, priority = 10 }, { name = reports } ]
      }
      """;

  private static final String TOO_LONG =
      "primacy.lifecycle.stop-limit = 4000ms for each of the 3 components of 'ledger' is 12000ms";

  @TempDir Path directory;

  private final VirtualTime time = VirtualTime.seeded(5);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Elections elections = store.elections("n1");
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<NodeEvent> events = new ArrayList<>();
  private NodeConfig config;

  @BeforeEach
  void read() throws IOException {
    config = NodeConfig.read(write(FILE));
  }

  @AfterEach
  void close() {
    elections.closeAsync();
    time.advance(SOON);
    store.close();
  }

  @Test
  void componentsAreBoundByElectionAndStartInTheOrderOfTheirBindings() {
    Injector injector = inject(components("journal", "listener", "scheduler", "clock"));
    NodeStates states = injector.getInstance(NodeStates.class);
    assertEquals(List.of("ledger", "reports"), List.copyOf(states.states().keySet()));

    injector.getInstance(RunningNode.class).start();
    assertTrue(time.runUntil(() -> states.states().get("ledger").state() == State.ACTIVE, SOON));
    elections.election("ledger").withdraw();
    assertTrue(time.runUntil(() -> states.states().get("ledger").state() == State.PASSIVE, SOON));

    assertEquals(
        List.of(
            "start journal",
            "start listener",
            "start scheduler",
            "start clock",
            "stop clock",
            "stop scheduler",
            "stop listener",
            "stop journal"),
        log);
    // Nothing is bound for the other one: it leads, and that is all.
    assertTrue(time.runUntil(() -> states.states().get("reports").state() == State.ACTIVE, SOON));
    assertEquals(OptionalLong.empty(), states.states().get("ledger").token());
  }

  @Test
  void anElectionHasAContenderOrComponents() {
    Module contender =
        new AbstractModule() {
          @Override
          protected void configure() {
            MapBinder.newMapBinder(binder(), String.class, Contender.class)
                .addBinding("ledger")
                .toInstance(new Idle());
          }
        };
    inject(contender).getInstance(RunningNode.class);

    Injector both = inject(contender, components("journal"));
    ProvisionException refused =
        assertThrows(ProvisionException.class, () -> both.getInstance(RunningNode.class));
    assertEquals(
        "Election 'ledger' has a contender and the components [journal]: bind one or the others.",
        refused.getCause().getMessage());
  }

  @Test
  void aReloadChangesCandidaciesAtOnce() throws IOException {
    Injector injector = inject();
    injector.getInstance(RunningNode.class).start();
    Reload reload = injector.getInstance(Reload.class);
    assertTrue(time.runUntil(() -> leads("ledger"), SOON));
    long token = elections.election("ledger").leadership().orElseThrow().token().value();

    write(
        FILE.replace("priority = 10", "priority = 20, attributes { rack = r7 }")
            .replace("name = reports", "name = reports, eligible = false"));
    reload.run();
    time.advance(SOON);

    assertEquals(
        new NodeEvent.Reloaded(
            List.of(
                "ledger.priority was 10 and is 20",
                "ledger.attributes was {} and is {rack=r7}",
                "reports.eligible was true and is false")),
        last());
    assertEquals(20, candidate("ledger").priority());
    assertEquals(Map.of("rack", "r7"), candidate("ledger").attributes());
    assertEquals(token, elections.election("ledger").leadership().orElseThrow().token().value());
    assertTrue(elections.election("reports").leadership().isEmpty());

    reload.run();
    assertEquals(new NodeEvent.Reloaded(List.of()), last());
  }

  @Test
  void aReloadChangesTheLimitsOfTheNextStart() throws IOException {
    Injector injector = inject(components("hangs"));
    write(FILE.replace("elections =", "lifecycle { start-limit = 100ms }\n  elections ="));
    injector.getInstance(Reload.class).run();

    injector.getInstance(RunningNode.class).start();

    NodeStates states = injector.getInstance(NodeStates.class);
    assertTrue(time.runUntil(() -> states.states().get("ledger").state() == State.FAILED, SOON));
    assertEquals("hangs did not start within 100 ms", states.states().get("ledger").detail());
  }

  @Test
  void componentsThatMayTakeLongerToStopThanTheyAreLedWithAreRefused() throws IOException {
    write(FILE.replace("elections =", "lifecycle { stop-limit = 4s }\n  elections ="));
    Injector injector = inject(components("journal", "listener", "scheduler"));
    injector.getInstance(Reload.class).run();
    assertTrue(((NodeEvent.NotReloaded) last()).problems().get(0).startsWith(TOO_LONG));

    config = NodeConfig.read(directory.resolve("node.conf"));
    Injector again = inject(components("journal", "listener", "scheduler"));
    ProvisionException refused =
        assertThrows(ProvisionException.class, () -> again.getInstance(RunningNode.class));
    assertEquals(ConfigurationException.class, refused.getCause().getClass());
    assertTrue(refused.getCause().getMessage().contains(TOO_LONG));
  }

  @Test
  void aReloadThatIsWrongSomewhereChangesNothing() throws IOException {
    Injector injector = inject();
    injector.getInstance(RunningNode.class).start();
    Reload reload = injector.getInstance(Reload.class);
    assertTrue(time.runUntil(() -> leads("ledger"), SOON));

    write(
        FILE.replace("priority = 10", "priority = 20").replace("name = reports", "nam = reports"));
    reload.run();
    time.advance(SOON);
    assertEquals(
        new NodeEvent.NotReloaded(
            List.of(
                "node.conf:3: primacy.elections[1].nam is not a setting. Closest:"
                    + " primacy.elections[1].name.",
                "node.conf:3: primacy.elections[1].name is missing (the election to stand in).")),
        last());
    assertEquals(10, candidate("ledger").priority());

    write(FILE.replace("priority = 10", "priority = 20").replace("node = n1", "node = n2"));
    reload.run();
    time.advance(SOON);
    assertEquals(
        new NodeEvent.NotReloaded(
            List.of(
                "election.node was n1 and is n2: it can not change while the node runs. Restart"
                    + " it, or undo that.")),
        last());
    assertEquals(10, candidate("ledger").priority());

    // What was refused is not what the next file is compared with.
    write(FILE.replace("priority = 10", "priority = 30"));
    reload.run();
    time.advance(SOON);
    assertEquals(new NodeEvent.Reloaded(List.of("ledger.priority was 10 and is 30")), last());
    assertEquals(30, candidate("ledger").priority());
  }

  private Injector inject(Module... work) {
    Module simulated =
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Elections.class).toInstance(elections);
          }
        };
    Module node = Modules.override(new PrimacyModule(config, events::add)).with(simulated);
    return Guice.createInjector(Modules.combine(node, Modules.combine(work)));
  }

  private Module components(String... names) {
    return new AbstractModule() {
      @Override
      protected void configure() {
        MapBinder<String, Component> components = PrimacyModule.components(binder());
        for (String name : names) {
          components.addBinding("ledger").toInstance(new Logged(name));
        }
      }
    };
  }

  private final class Logged implements Component {

    private final String name;

    private Logged(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start(Activation activation) throws InterruptedException {
      log.add("start " + name);
      if (name.equals("hangs")) {
        new CountDownLatch(1).await();
      }
    }

    @Override
    public void stop(Activation activation, EndReason reason) {
      log.add("stop " + name);
    }
  }

  private boolean leads(String election) {
    return elections.election(election).leadership().isPresent();
  }

  private Candidate candidate(String election) {
    return elections.election(election).view().orElseThrow().candidate("n1").orElseThrow();
  }

  private NodeEvent last() {
    return events.stream()
        .filter(event -> event.kind().endsWith("reloaded"))
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("node.conf"), text);
  }
}
