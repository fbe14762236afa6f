package io.primacy.election.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpConfigTest {

  private static final String STORE =
      """
      primacy {
        election { node = n1, provider = zookeeper, zookeeper.connect = "127.0.0.1:2181" }
      """;
  private static final String ELECTIONS = "  elections = [ { name = ledger } ]\n";

  @TempDir Path directory;

  @Test
  void nothingListensUnlessItIsToldTo() throws IOException {
    assertEquals(Optional.empty(), node("").http());
    assertEquals(Optional.empty(), WitnessConfig.read(file(STORE + "}")).http());
  }

  @Test
  void itListensAtLoopbackUnlessItIsToldOtherwise() throws IOException {
    assertEquals(
        Optional.of(new HttpConfig("127.0.0.1", 8440)), node("http { port = 8440 }").http());
    assertEquals(
        Optional.of(new HttpConfig("::", 8440)),
        WitnessConfig.read(file(STORE + "http { port = 8440, bind = \"::\" }\n}")).http());
  }

  @Test
  void anAddressIsWrittenAsInAnUrl() {
    assertEquals("127.0.0.1:8440", new HttpConfig("127.0.0.1", 8440).address());
    assertEquals("[::1]:8440", new HttpConfig("::1", 8440).address());
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertEquals(
        List.of(
            "node.conf:3: primacy.http.bnd is not a setting. Closest: primacy.http.bind.",
            "node.conf:3: primacy.http.port = '0': write a number from 1 to 65535.",
            "node.conf:4: primacy.elections[0].priority = 'x': write a whole number from -1000 to"
                + " 1000."),
        problems(
            "  http { port = 0, bnd = 0.0.0.0 }\n"
                + "  elections = [ { name = ledger, priority = x } ]\n"));
    assertEquals(
        List.of(
            "node.conf: primacy.http.port is missing (the TCP port that answers balancers, probes"
                + " and Prometheus)."),
        problems("  http {}\n" + ELECTIONS));
    assertEquals(
        List.of("node.conf:3: primacy.http.port = 'many': write a whole number."),
        problems("  http { port = many }\n" + ELECTIONS));
    assertEquals(
        List.of("node.conf:3: primacy.http: write an object, for example { port = 8440 }."),
        problems("  http = 8440\n" + ELECTIONS));
  }

  private NodeConfig node(String http) throws IOException {
    return NodeConfig.read(file(STORE + ELECTIONS + http + "\n}"));
  }

  private List<String> problems(String rest) {
    return assertThrows(
            ConfigurationException.class, () -> NodeConfig.read(file(STORE + rest + "}")))
        .problems();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("node.conf"), text);
  }
}
