package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.checks.CheckConfig;
import io.primacy.election.node.health.checks.CheckType;
import io.primacy.election.node.health.checks.CheckTypes;
import io.primacy.election.node.health.database.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sections {@code health} and {@code database}. */
class HealthConfigTest {

  private static final String GOOD =
      """
      primacy {
        election { node = n1, provider = zookeeper, zookeeper.connect = "127.0.0.1:2181" }
        elections = [ { name = ledger, failback { hold-off = 30s } }, { name = reports } ]
      """;

  @TempDir Path directory;

  @Test
  void theExampleInTheDocumentationIsGood() {
    NodeConfig config = NodeConfig.read(Path.of("..", "docs", "examples", "health.conf"));

    assertEquals(
        CheckTypes.ALL.stream().map(CheckType::name).sorted().toList(),
        config.checks().stream().map(check -> check.type().name()).sorted().toList());
    assertEquals(2, config.database().orElseThrow().servers().size());
  }

  @Test
  void checksAreReadWithWhatIsUsualOfTheirType() throws IOException {
    NodeConfig config =
        read(
            """
            health.checks {
              disk { type = disk, directory = /var, free = 5GiB, elections = [ledger], fall = 5 }
              stall { type = stall, every = 1s }
            }
            """);

    CheckConfig disk = config.checks().get(0);
    assertEquals("disk", disk.name());
    assertEquals(Set.of("ledger"), disk.elections());
    assertEquals(Rhythm.USUAL.withFall(5), disk.rhythm());
    assertEquals(
        new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 2),
        config.checks().get(1).rhythm());
  }

  @Test
  void noSectionMeansNoChecks() throws IOException {
    assertEquals(List.of(), read("").checks());
    assertTrue(read("").database().isEmpty());
  }

  @Test
  void everythingWrongWithChecksIsToldAtOnce() throws IOException {
    assertEquals(
        List.of(
            "node.conf:4: primacy.health.chekcs is not a setting. Closest: primacy.health.checks.",
            "node.conf:6: primacy.health.checks.a.type = 'dsk' is not a check. Closest: disk.",
            "node.conf:7: primacy.health.checks.b.type is missing (what to check: jdbc, tcp, http,"
                + " disk, clock, ntp, stall, script).",
            "node.conf:8: primacy.health.checks.c.address = 'x': write host:port, the port from 1 to"
                + " 65535.",
            "node.conf:8: primacy.health.checks.c.evry is not a setting. Closest:"
                + " primacy.health.checks.c.every.",
            "node.conf:9: primacy.health.checks.d.url is missing (what to get).",
            "node.conf:10: primacy.health.checks.e.elections names 'legder', where this node does"
                + " not stand. Closest: ledger.",
            "node.conf:10: primacy.health.checks.e.fall = 0: write a number from 1 to 100.",
            "node.conf:10: primacy.health.checks.e.timeout = 9s: write at most every = 5s.",
            "node.conf:11: primacy.health.checks.f: write an object, for example { type = stall }."),
        problems(
            """
            health { chekcs = 1
              checks {
                a { type = dsk }
                b { every = 5s }
                c { type = tcp, address = x, evry = 5s }
                d { type = http }
                e { type = stall, elections = [legder], timeout = 9s, fall = 0 }
                f = 1
              }
            }
            """));
  }

  @Test
  void aTimeServerIsReadWithWhatIsUsual() throws IOException {
    CheckConfig time =
        read("health.checks { time { type = ntp, server = \"ntp1:123\" } }").checks().get(0);

    assertEquals(new Rhythm(Duration.ofMinutes(1), Duration.ofSeconds(2), 3, 2), time.rhythm());
  }

  @Test
  void everythingWrongWithATimeServerIsToldAtOnce() throws IOException {
    assertEquals(
        List.of(
            "node.conf:4: primacy.health.checks.a.server is missing (the time server).",
            "node.conf:5: primacy.health.checks.b.offset = '-1s': write a number followed by ms, s,"
                + " m or h, for example 500ms.",
            "node.conf:5: primacy.health.checks.b.server = 'ntp1': write host:port, the port from 1"
                + " to 65535.",
            "node.conf:6: primacy.health.checks.c.offset = '0ms': write at least 1ms.",
            "node.conf:6: primacy.health.checks.c.silnce is not a setting. Closest:"
                + " primacy.health.checks.c.silence."),
        problems(
            """
            health.checks { a { type = ntp }
              b { type = ntp, server = ntp1, offset = -1s }
              c { type = ntp, server = "ntp1:123", offset = 0ms, silnce = 1h }
            }
            """));
  }

  @Test
  void aDatabaseIsRead() throws IOException {
    DatabaseConfig database =
        read("""
                database {
                  elections = [ledger]
                  boost = 7
                  servers {
                    pg1 { url = "jdbc:postgresql://h1/db", user = u, password = s3cret, near = true }
                    pg2 { url = "jdbc:postgresql://h2/db" }
                  }
                }
                """)
            .database()
            .orElseThrow();

    assertEquals(7, database.boost());
    assertEquals(Set.of("ledger"), database.elections());
    assertTrue(database.servers().get(0).near());
    assertFalse(database.servers().get(1).near());
    assertFalse(database.toString().contains("s3cret"), database.toString());
  }

  @Test
  void aBoostNeedsLeadersThatGiveWay() throws IOException {
    String servers = "servers { pg1 { url = \"jdbc:postgresql://h1/db\", near = true } }";
    assertEquals(
        List.of(
            "node.conf:4: primacy.database.boost moves the leader of 'reports' to the writable"
                + " server only where leaders give way: write failback { hold-off = 30s } in that"
                + " election, or primacy.database.boost = 0."),
        problems("database { " + servers + " }"));
    assertTrue(read("database { boost = 0, " + servers + " }").database().isPresent());
    assertTrue(read("database { elections = [ledger], " + servers + " }").database().isPresent());
  }

  @Test
  void everythingWrongWithADatabaseIsToldAtOnceAndNoPasswordIs() throws IOException {
    List<String> problems =
        problems(
            """
            database {
              type = oracle
              boost = 2000
              servers {
                pg1 { url = "jdbc:postgresql://h1/db?password=s3cret", passwrd = s3cret }
                pg2 { url = "jdbc:nobody:s3cret" }
              }
            }
            health.checks.database { type = jdbc, url = "jdbc:postgresql://h1/db" }
            """);

    String url =
        "write jdbc:<kind>:... for a driver on the class path, the password not in it but as"
            + " 'password'.";
    assertEquals(
        List.of(
            "node.conf:5: primacy.database.type = 'oracle': write postgresql, which is the only kind"
                + " there is yet.",
            "node.conf:6: primacy.database.boost = '2000': write a number from 0 to 1000.",
            "node.conf:8: primacy.database.servers.pg1.passwrd is not a setting. Closest:"
                + " primacy.database.servers.pg1.password.",
            "node.conf:8: primacy.database.servers.pg1.url = ***: " + url,
            "node.conf:9: primacy.database.servers.pg2.url = ***: " + url,
            "node.conf:12: primacy.health.checks.database: section primacy.database objects by that"
                + " name, take another."),
        problems);
  }

  @Test
  void aDatabaseHasServers() throws IOException {
    assertEquals(
        List.of(
            "node.conf:4: primacy.database.servers: write an object, for example { pg1 { url ="
                + " \"jdbc:postgresql://host/name\", near = true } }."),
        problems("database { elections = [ledger] }"));
  }

  private NodeConfig read(String sections) throws IOException {
    Path file = directory.resolve("node.conf");
    Files.writeString(file, GOOD + sections + "}\n");
    return NodeConfig.read(file);
  }

  private List<String> problems(String sections) {
    return assertThrows(ConfigurationException.class, () -> read(sections)).problems();
  }
}
