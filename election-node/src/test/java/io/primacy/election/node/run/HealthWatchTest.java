package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Elections;
import io.primacy.election.Failback;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.health.database.DatabaseRole;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What checks and databases do to elections: two whole nodes in virtual time. */
class HealthWatchTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Rhythm RHYTHM =
      new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 2);
  private static final Failback GIVES_WAY = Failback.after(Duration.ofSeconds(2));

  private enum Place {
    FIRST,
    SECOND
  }

  private final VirtualTime time = VirtualTime.seeded(5);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Map<String, DatabaseRole> databases = new HashMap<>();
  private final Map<Place, Node> nodes = new EnumMap<>(Place.class);

  /** A node, whose one check says what the test wants. */
  private final class Node {

    private final Elections elections;
    private final List<NodeEvent> events = new ArrayList<>();
    private final HealthWatch health;
    private final RunningNode running;
    private volatile Verdict verdict = Verdict.well("");

    Node(String name, Optional<DatabaseConfig> database, List<Stand> stands, Set<String> about) {
      elections = store.elections(name);
      NamedCheck own = new NamedCheck("flows", about, RHYTHM, limit -> verdict);
      InProcess node = InProcess.node(elections, stands, database, Set.of(own), events::add, time);
      health = node.health();
      running = node.running();
      running.start();
    }

    boolean leads(String election) {
      return elections.election(election).leadership().isPresent();
    }

    Map<String, String> attributes(String election) {
      return elections
          .election(election)
          .view()
          .orElseThrow()
          .candidate(elections.node())
          .orElseThrow()
          .attributes();
    }
  }

  @AfterEach
  void close() {
    nodes.values().forEach(node -> node.health.close());
    nodes.values().forEach(node -> node.elections.closeAsync());
    time.advance(SOON);
    store.close();
  }

  @Test
  void aNodeThatHasNotFoundItselfWellDoesNotLead() {
    Node first = plain(Place.FIRST, Set.of());
    first.verdict = Verdict.ill("stand still");

    time.advance(SOON);

    assertFalse(first.leads("ledger"));
    assertEquals(Map.of("health", "flows: stand still"), first.attributes("ledger"));
    assertEquals(new NodeEvent.Ill("flows", "no answer yet"), first.events.get(1));
    first.verdict = Verdict.well("");
    assertTrue(time.runUntil(() -> first.leads("ledger"), SOON));
    assertEquals(Map.of(), first.attributes("ledger"));
  }

  @Test
  void aLeaderThatFallsIllHandsOverAndComesBackAsAStandby() {
    Node first = plain(Place.FIRST, Set.of());
    assertTrue(time.runUntil(() -> first.leads("ledger"), SOON));
    Node second = plain(Place.SECOND, Set.of());
    time.advance(SOON);

    first.verdict = Verdict.ill("stand still");

    Duration promised = RHYTHM.longestUntilIll().plusSeconds(1);
    assertTrue(time.runUntil(() -> second.leads("ledger"), promised), () -> "" + first.events);
    assertFalse(first.leads("ledger"));
    first.verdict = Verdict.well("");
    time.advance(SOON);
    assertTrue(second.leads("ledger"));
    assertEquals(Map.of(), first.attributes("ledger"));
  }

  @Test
  void aCheckOfOneElectionLeavesOthersAlone() {
    Node first = plain(Place.FIRST, Set.of("ledger"));
    first.verdict = Verdict.ill("stand still");

    time.advance(SOON);

    assertFalse(first.leads("ledger"));
    assertTrue(first.leads("reports"));
  }

  @Test
  void aCheckOfAnElectionThatIsNotConfiguredIsRefused() {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> plain(Place.FIRST, Set.of("legder")));
    assertEquals(
        List.of(
            "Health check 'flows' decides about election 'legder', where this node does not stand:"
                + " add it to primacy.elections."),
        refused.problems());
  }

  @Test
  void theLeaderFollowsTheWritableDatabase() {
    databases.put("pg1", DatabaseRole.PRIMARY);
    databases.put("pg2", DatabaseRole.STANDBY);
    Node first = beside(Place.FIRST, "pg1");
    Node second = beside(Place.SECOND, "pg2");
    assertTrue(time.runUntil(() -> first.leads("ledger"), SOON));
    time.advance(SOON);
    assertTrue(first.leads("ledger"));
    assertEquals(Map.of("boost", "database+100"), first.attributes("ledger"));

    databases.put("pg1", DatabaseRole.STANDBY);
    databases.put("pg2", DatabaseRole.PRIMARY);

    assertTrue(time.runUntil(() -> second.leads("ledger"), SOON), () -> "" + first.events);
    assertTrue(second.events.contains(new NodeEvent.NearDatabase(true, 100)));
    assertEquals(Map.of(), first.attributes("ledger"));
  }

  @Test
  void nobodyLeadsWhileNoDatabaseIsWritable() {
    databases.put("pg1", DatabaseRole.PRIMARY);
    databases.put("pg2", DatabaseRole.STANDBY);
    Node first = beside(Place.FIRST, "pg1");
    Node second = beside(Place.SECOND, "pg2");
    time.advance(SOON);
    assertTrue(first.leads("ledger"));

    databases.put("pg1", DatabaseRole.UNREACHABLE);
    time.advance(SOON);

    assertFalse(first.leads("ledger"));
    assertFalse(second.leads("ledger"));
    assertEquals(
        "database: no server is writable: pg1 unreachable (refused), pg2 standby",
        second.attributes("ledger").get("health"));
    boolean reports = first.leads("reports") || second.leads("reports");
    assertTrue(reports, "the section names ledger only");

    databases.put("pg2", DatabaseRole.PRIMARY);
    assertTrue(time.runUntil(() -> second.leads("ledger"), SOON));
  }

  @Test
  void aDatabaseThatFlapsMovesNobody() {
    databases.put("pg1", DatabaseRole.PRIMARY);
    databases.put("pg2", DatabaseRole.STANDBY);
    Node first = beside(Place.FIRST, "pg1");
    beside(Place.SECOND, "pg2");
    time.advance(SOON);
    int before = first.events.size();

    for (int i = 0; i < 100; i++) {
      databases.put("pg1", i % 3 == 0 ? DatabaseRole.PRIMARY : DatabaseRole.UNREACHABLE);
      time.advance(Duration.ofSeconds(1));
    }

    assertTrue(first.leads("ledger"));
    assertEquals(before, first.events.size(), () -> "" + first.events);
  }

  private Node plain(Place place, Set<String> about) {
    List<Stand> stands =
        List.of(new Stand("ledger", Candidacy.plain()), new Stand("reports", Candidacy.plain()));
    return node(place, Optional.empty(), stands, about);
  }

  private Node beside(Place place, String near) {
    List<DatabaseConfig.Server> servers =
        List.of("pg1", "pg2").stream()
            .map(name -> new DatabaseConfig.Server(name, name.equals(near), limit -> role(name)))
            .toList();
    DatabaseConfig database = new DatabaseConfig(servers, RHYTHM, 100, Set.of("ledger"));
    List<Stand> stands =
        List.of(
            new Stand("ledger", Candidacy.plain().withFailback(GIVES_WAY)),
            new Stand("reports", Candidacy.plain()));
    return node(place, Optional.of(database), stands, Set.of());
  }

  private Node node(
      Place place, Optional<DatabaseConfig> database, List<Stand> stands, Set<String> about) {
    Node node = new Node(place == Place.FIRST ? "n1" : "n2", database, stands, about);
    nodes.put(place, node);
    return node;
  }

  private DatabaseRole role(String name) throws Exception {
    DatabaseRole role = databases.get(name);
    if (role == DatabaseRole.UNREACHABLE) {
      throw new Exception("refused");
    }
    return role;
  }
}
