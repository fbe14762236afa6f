package io.primacy.election.node.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersTest {

  @TempDir Path directory;

  @Test
  void allOfAZookeeperConnectionAreFound() throws IOException {
    ElectionsConfig config =
        read("provider = zookeeper, zookeeper.connect = \"zk1:2181,zk2:2181,zk3:2181/some/root\"");

    assertEquals(
        Set.of("zk1:2181", "zk2:2181", "zk3:2181"), Servers.in(config.settings().toString()));
  }

  @ParameterizedTest
  @CsvSource({"raft, log-dir", "atomix, data-dir"})
  void allVotersAreFoundWithTheFirstAndTheLast(String provider, String data) throws IOException {
    ElectionsConfig config =
        read(
            "provider = %1$s, %1$s.members = \"n1=h1:7800,n2=h2:7800,w=h3:7800\", %1$s.%2$s = \"%3$s\""
                .formatted(provider, data, directory.resolve("data")));

    assertEquals(Set.of("h1:7800", "h2:7800", "h3:7800"), Servers.in(config.settings().toString()));
  }

  @Test
  void aStoreThatNamesNoneHasNone() {
    assertEquals(Set.of(), Servers.in("file = /var/lib/a:1\ncall-timeout = PT1S"));
  }

  private ElectionsConfig read(String settings) throws IOException {
    Path file = directory.resolve("node.conf");
    Files.writeString(
        file,
        "primacy { election { node = n1, " + settings + " }\n elections = [ { name = x } ] }\n");
    return NodeConfig.read(file).asVisitor();
  }
}
