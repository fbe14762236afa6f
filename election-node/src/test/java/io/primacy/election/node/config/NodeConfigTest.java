package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.ConfigurationException;
import io.primacy.election.Failback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {

  private static final String GOOD =
      """
      primacy {
        election {
          node = n1
          namespace = demo
          provider = zookeeper
          timing.lease = 3s
          zookeeper.connect = ["127.0.0.1:2181", "127.0.0.1:2182"]
        }
        elections = [ { name = ledger, priority = 10, attributes { rack = r7 } }, { name = b } ]
      }
      """;

  @TempDir Path directory;

  @Test
  void aWholeFileIsRead() throws IOException {
    NodeConfig config = read(GOOD);

    assertEquals("n1", config.elections().node());
    assertEquals("demo", config.elections().namespace());
    assertEquals("zookeeper", config.elections().provider().name());
    assertEquals(Duration.ofSeconds(3), config.elections().timing().lease());
    assertEquals(
        List.of(
            new Stand("ledger", new Candidacy(10, true, Map.of("rack", "r7"))),
            new Stand("b", Candidacy.plain())),
        config.stands());
  }

  @Test
  void aLeaderMayBeToldToGiveWay() throws IOException {
    NodeConfig config =
        read(
            GOOD.replace(
                "{ name = b }", "{ name = b, failback { hold-off = 5m, moves-per-hour = 3 } }"));

    assertEquals(
        new Failback(Duration.ofMinutes(5), 3), config.stands().get(1).candidacy().failback());
    assertEquals(Failback.NEVER, config.stands().get(0).candidacy().failback());
  }

  @Test
  void howALeaderGivesWayIsChecked() throws IOException {
    assertEquals(
        List.of(
            "node.conf:9: primacy.elections[0].failback.hold-off = 5ms: write 10ms to 86400s, or"
                + " leave it out for never.",
            "node.conf:9: primacy.elections[0].failback.moves-per-hour = 13: write a number from 1"
                + " to 12."),
        problems(
            GOOD.replace(
                "attributes { rack = r7 }", "failback { hold-off = 5ms, moves-per-hour = 13 }")));
  }

  @Test
  void theExampleInTheDocumentationIsGood() {
    NodeConfig config = NodeConfig.read(Path.of("..", "docs", "examples", "node.conf"));

    assertEquals("zookeeper", config.elections().provider().name());
    assertEquals(
        List.of("ledger", "reports"), config.stands().stream().map(Stand::election).toList());
  }

  @Test
  void attributesOfTheNodesOwnAreRefused() throws IOException {
    assertEquals(
        List.of(
            "node.conf:9: primacy.elections[0]: Attribute 'health' is written by the node itself:"
                + " choose another name."),
        problems(GOOD.replace("rack = r7", "health = fine")));
  }

  @Test
  void theEnvironmentIsSubstituted() throws IOException {
    NodeConfig config =
        read(GOOD.replace("namespace = demo", "namespace = x${?PATH_THAT_IS_NOT}y"));
    assertEquals("xy", config.elections().namespace());

    String path = System.getenv("PATH");
    List<String> problems = problems(GOOD.replace("namespace = demo", "namespace = ${PATH}"));
    assertTrue(
        problems.get(0).startsWith("node.conf: election.namespace = '" + path + "'"),
        problems.get(0));
  }

  @Test
  void everythingWrongIsToldAtOnceInTheOrderOfTheFile() throws IOException {
    String bad =
        """
        primacy {
          election {
            nod = n1
            provider = zookeeper
            timing.leese = 3s
            zookeeper.conect = "127.0.0.1:2181"
          }
          elections = [
            { nam = ledger, priority = high }
            { name = "a b" }
            { name = b, eligible = maybe }
            { name = b, attributes = 3 }
            ledger
          ]
          election.timing.lease = 3
          elektions = []
        }
        prmacy = 1
        """;
    assertEquals(
        List.of(
            "node.conf: election.node is missing (the name of this node, the same over restarts).",
            "node.conf: election.zookeeper.connect is missing (the ensemble, as host:port,host:port,"
                + " with /path behind it for a chroot).",
            "node.conf:3: election.nod is not a setting. Closest: election.node.",
            "node.conf:5: election.timing.leese is not a setting. Closest: election.timing.lease.",
            "node.conf:6: election.zookeeper.conect is not a setting. Closest:"
                + " election.zookeeper.connect.",
            "node.conf:9: primacy.elections[0].nam is not a setting. Closest:"
                + " primacy.elections[0].name.",
            "node.conf:9: primacy.elections[0].name is missing (the election to stand in).",
            "node.conf:9: primacy.elections[0].priority = 'high': write a whole number from -1000 to"
                + " 1000.",
            "node.conf:10: primacy.elections[1].name = 'a b': write 1 to 120 ASCII letters, digits,"
                + " '.', '_' or '-', beginning with a letter or digit.",
            "node.conf:11: primacy.elections[2].eligible = 'maybe': write true or false.",
            "node.conf:12: primacy.elections[3].name = 'b' stands twice. Leave one of the two"
                + " entries.",
            "node.conf:12: primacy.elections[3].attributes: write an object, for example { rack ="
                + " r7 }.",
            "node.conf:13: primacy.elections[4]: write an object, for example { name = ledger }.",
            "node.conf:15: election.timing.lease = '3': write a number followed by ms, s, m or h, for"
                + " example 500ms.",
            "node.conf:16: primacy.elektions is not a setting. Closest: primacy.elections.",
            "node.conf:18: prmacy is not a setting. Closest: primacy."),
        problems(bad));
  }

  @Test
  void aFileWithoutItsPartsSaysWhichAreMissing() throws IOException {
    List<String> problems = problems("");
    assertTrue(
        problems.contains(
            "node.conf: primacy is missing (what the node is told: primacy { election { ... } })."),
        problems::toString);
    assertTrue(
        problems.contains(
            "node.conf: primacy.elections is missing (where this node stands): write a list, for"
                + " example [ { name = ledger, priority = 10 } ]."),
        problems::toString);
  }

  @Test
  void aPartOfAnotherShapeIsRefused() throws IOException {
    List<String> problems = problems("primacy { election = 5, elections = [] }");
    assertTrue(
        problems.contains(
            "node.conf:1: primacy.election: write an object, primacy.election { ... }."),
        problems::toString);
    assertTrue(
        problems.contains(
            "node.conf:1: primacy.elections: write a list, for example [ { name = ledger, priority ="
                + " 10 } ]."),
        problems::toString);
  }

  @Test
  void aSyntaxErrorNamesItsLine() throws IOException {
    List<String> problems = problems("primacy {\n  election {\n    node = }\n");
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("node.conf:3: is not HOCON: "), problems.get(0));
  }

  @Test
  void aSyntaxErrorDoesNotPrintWhatMayBeASecret() throws IOException {
    for (String line :
        List.of("password = \"hunter2", "password hunter2 }", "pass: \"hunter2\" ]")) {
      String all = String.join("\n", problems("primacy {\n " + line + "\n}\n"));
      assertFalse(all.contains("hunter2"), all);
    }
  }

  @Test
  void aSubstitutionWithoutAValueIsNamed() throws IOException {
    assertEquals(
        List.of(
            "node.conf:3: ${NOT_SET_ANYWHERE} has no value. Set it in the environment or in the"
                + " file."),
        problems("primacy {\n  election {\n    node = ${NOT_SET_ANYWHERE}\n  }\n}\n"));
  }

  @Test
  void aFileThatCanNotBeReadSaysWhy() throws IOException {
    Path missing = directory.resolve("nope.conf");
    assertEquals(
        List.of(
            "Configuration file '"
                + missing
                + "' does not exist. Name an existing one with --config."),
        problems(missing));
    assertEquals(
        List.of("Configuration file '" + directory + "' is a directory. Name the file in it."),
        problems(directory));
    Path binary =
        Files.write(directory.resolve("binary.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(
        List.of("Configuration file '" + binary + "' is not text in UTF-8. Save it as such."),
        problems(binary));
  }

  private NodeConfig read(String text) throws IOException {
    return NodeConfig.read(Files.writeString(directory.resolve("node.conf"), text));
  }

  private List<String> problems(String text) throws IOException {
    return problems(Files.writeString(directory.resolve("node.conf"), text));
  }

  private static List<String> problems(Path file) {
    return assertThrows(ConfigurationException.class, () -> NodeConfig.read(file)).problems();
  }
}
