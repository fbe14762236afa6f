package io.primacy.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VotersTest {

  @Test
  void areTheSameInAnotherProcess() {
    Voters voters =
        new Voters(new TreeMap<>(Map.of("a", 20_001, "b", 20_004)), Path.of("/logs=1/x@y"));

    assertEquals("a=127.0.0.1:20001,b=127.0.0.1:20004", voters.members());
    assertEquals(voters, Voters.parse(voters.service()));
    assertEquals(20_004, Voters.parse(voters.service()).port("b"));
  }

  /** Each needs three in a row. */
  @Test
  void shareNoPort() {
    Voters voters = Voters.of(List.of("a", "b", "c"), Path.of("logs"));
    long used =
        voters.ports().values().stream()
            .flatMap(port -> List.of(port, port + 1, port + 2).stream())
            .distinct()
            .count();

    assertEquals(9, used);
    assertEquals(List.of("a", "b", "c"), voters.names());
  }
}
