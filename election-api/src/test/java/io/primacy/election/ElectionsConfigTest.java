package io.primacy.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElectionsConfigTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "election.node", "n1",
          "election.provider", "lake",
          "election.lake.connect", "db1:2181");

  @TempDir Path directory;

  private ElectionsConfig parse(Map<String, String> keysAndValues) {
    return new ServicePath(directory)
        .offering("a", LakeProvider.class.getName())
        .in(() -> ElectionsConfig.parse(keysAndValues));
  }

  private List<String> problems(Map<String, String> keysAndValues) {
    List<String> problems =
        assertThrows(ConfigurationException.class, () -> parse(keysAndValues)).problems();
    problems.forEach(
        problem -> {
          assertEquals(".", problem.substring(problem.length() - 1), problem);
          assertFalse(problem.contains(".."), problem);
        });
    return problems;
  }

  private static Map<String, String> with(String... keysAndValues) {
    Map<String, String> all = new TreeMap<>(GOOD);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return all;
  }

  @Test
  void whatIsNotSaidHasAUsualValue() {
    ElectionsConfig config = parse(GOOD);
    assertEquals("n1", config.node());
    assertEquals("default", config.namespace());
    assertEquals(Timing.ofLease(Duration.ofSeconds(10)), config.timing());
    assertEquals("lake", config.provider().name());
    assertEquals("db1:2181", config.settings().get(LakeProvider.CONNECT));
  }

  @Test
  void theTimesFollowFromTheLease() {
    assertEquals(
        Timing.ofLease(Duration.ofSeconds(2)), parse(with("election.timing.lease", "2s")).timing());
  }

  @Test
  void everyTimeCanBeSaid() {
    assertEquals(
        new Timing(
            Duration.ofSeconds(9),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            0.05,
            Duration.ofMillis(30),
            Duration.ofMillis(40),
            Duration.ofMinutes(5)),
        parse(
                with(
                    "election.timing.lease", "9s",
                    "election.timing.renew-every", "1s",
                    "election.timing.call-timeout", "2s",
                    "election.timing.clock-drift", "0.05",
                    "election.timing.margin", "30ms",
                    "election.timing.stagger", "40ms",
                    "election.timing.drain-limit", "5m"))
            .timing());
  }

  @Test
  void settingsOfOtherProvidersMayStandThere() {
    assertEquals(
        "lake",
        parse(with("election.atomix.members", "a,b", "election.zookeeper.connect", "x"))
            .provider()
            .name());
  }

  @Test
  void aSecretIsShownNowhere() {
    ElectionsConfig config =
        parse(
            with("election.lake.password", "hunter2hunter2", "election.lake.client.token", "t0p"));
    assertEquals("hunter2hunter2", config.settings().get(LakeProvider.PASSWORD));
    assertEquals(
        """
        node n1, namespace default, provider lake, lease 10s, renew-every 2500ms,\
         call-timeout 2500ms, clock-drift 0.01, margin 100ms, stagger 250ms, drain-limit 10s
        connect = db1:2181
        password = ***
        session-timeout = PT4S
        client.token = ***""",
        config.toString());
    assertEquals(
        List.of("election.lake.password = ***: write a text that is not empty."),
        problems(with("election.lake.password", "hunter2")));
  }

  @Test
  void theSameProviderObjectComesBackFromTheBuilder() {
    LakeProvider provider = new LakeProvider();
    ElectionsConfig config =
        ElectionsConfig.builder()
            .node("n1")
            .namespace("prod")
            .provider(provider)
            .lease(Duration.ofSeconds(4))
            .set("election.lake.connect", "x")
            .build();
    assertSame(provider, config.provider());
    assertEquals("prod", config.namespace());
    assertEquals(Duration.ofSeconds(1), config.timing().renewEvery());
  }

  @Test
  void theLastProviderGivenToTheBuilderCounts() {
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class,
            () ->
                ElectionsConfig.builder()
                    .node("n1")
                    .provider(new LakeProvider())
                    .provider("raft")
                    .build());
    assertEquals(
        "No election provider named 'raft'. Found: none. Add election-raft to the class path.",
        failure.getMessage());
  }

  @Test
  void timesAreGivenAsKeysOrByTheProgramNotBoth() {
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class,
            () ->
                ElectionsConfig.builder()
                    .node("n1")
                    .provider(new LakeProvider())
                    .set("election.lake.connect", "x")
                    .lease(Duration.ofSeconds(4))
                    .set("election.timing.margin", "1s")
                    .build());
    assertEquals(
        "election.timing.margin is given as a key, and all times by the program: leave one out.",
        failure.getMessage());
  }
}
