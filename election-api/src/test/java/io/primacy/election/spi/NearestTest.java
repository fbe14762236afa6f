package io.primacy.election.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> NAMES = List.of("zookeeper", "atomix", "raft", "craft");

  @Test
  void fewEditsFindTheName() {
    assertEquals(Optional.of("zookeeper"), Nearest.to("zokeeper", NAMES));
    assertEquals(Optional.of("zookeeper"), Nearest.to("ZooKeeper", NAMES));
    assertEquals(Optional.of("atomix"), Nearest.to("atomics", NAMES));
    assertEquals(Optional.of("raft"), Nearest.to("raft", NAMES));
  }

  @Test
  void moreThanAThirdFindNothing() {
    assertEquals(Optional.empty(), Nearest.to("etcd", NAMES));
    assertEquals(Optional.empty(), Nearest.to("", NAMES));
    assertEquals(Optional.empty(), Nearest.to("raft", List.of()));
  }

  @Test
  void theFewestEditsWinAndThenTheAlphabet() {
    assertEquals(Optional.of("craft"), Nearest.to("crafts", NAMES));
    assertEquals(Optional.of("bat"), Nearest.to("at", List.of("cat", "bat")));
  }

  @Test
  void aNameOfOneLetterMayBeAnother() {
    assertEquals(Optional.of("a"), Nearest.to("b", List.of("a")));
  }
}
