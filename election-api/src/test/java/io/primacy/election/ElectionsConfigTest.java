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
  void nothingAtAllLacksANodeAndAProvider() {
    assertEquals(
        List.of(
            "election.node is missing (the name of this node, the same over restarts).",
            "election.provider is missing (the coordination service, for example zookeeper)."),
        problems(Map.of()));
  }

  @Test
  void aMissingProviderIsOneSentenceEvenBesideSettingsOfSomeProvider() {
    assertEquals(
        List.of("election.provider is missing (the coordination service, for example zookeeper)."),
        problems(
            Map.of(
                "election.node", "n1",
                "election.zookeeper.connect", "db1:2181",
                "election.other.connect", "db1:2181",
                "election.lake.connect", "db1:2181")));
  }

  @Test
  void aMisspeltProviderIsOneSentenceEvenBesideItsSettings() {
    assertEquals(
        List.of(
            "No election provider named 'lakee'. Found: lake. Closest: lake."
                + " Check election.provider."),
        problems(with("election.provider", "lakee", "election.lakee.connect", "db1")));
  }

  @Test
  void anEmptyProviderIsSaidToBeEmpty() {
    assertEquals(
        List.of("election.provider = '': write a text that is not empty."),
        problems(with("election.provider", " ")));
  }

  @Test
  void aNameOfTheWrongFormIsShownWithTheFormItTakes() {
    assertEquals(
        List.of(
            "election.namespace = '/prod': write " + Names.FORM + ".",
            "election.node = 'node 1': write " + Names.FORM + "."),
        problems(with("election.node", "node 1", "election.namespace", "/prod")));
  }

  @Test
  void eachValueOfTheWrongFormIsShownWithWhatToWrite() {
    String duration = ": write a number followed by ms, s, m or h, for example 500ms.";
    assertEquals(
        List.of(
            "election.timing.call-timeout = '2 days'" + duration,
            "election.timing.clock-drift = '1%': write a fraction, for example 0.01.",
            "election.timing.drain-limit = '-1s'" + duration,
            "election.timing.lease = '10'" + duration,
            "election.timing.margin = ''" + duration,
            "election.timing.renew-every = '1.5s'" + duration,
            "election.timing.stagger = '1S'" + duration,
            "election.lake.session-timeout = 'soon'" + duration),
        problems(
            with(
                "election.timing.lease", "10",
                "election.timing.renew-every", "1.5s",
                "election.timing.call-timeout", "2 days",
                "election.timing.clock-drift", "1%",
                "election.timing.margin", "",
                "election.timing.stagger", "1S",
                "election.timing.drain-limit", "-1s",
                "election.lake.session-timeout", "soon")));
  }

  @Test
  void timesThatCouldNotBeReadAreNotComparedWithOthers() {
    assertEquals(
        List.of(
            "election.timing.renew-every = '1x': write a number followed by ms, s, m or h,"
                + " for example 500ms.",
            "election.timing.margin = 0s: write 1ms to 600s."),
        problems(
            with(
                "election.timing.renew-every", "1x",
                "election.timing.margin", "0s",
                "election.timing.call-timeout", "4500ms")));
  }

  @Test
  void timesThatDoNotFitAreShownTogether() {
    assertEquals(
        List.of(
            "election.timing.lease = 10s is too short: renew-every (4s) plus two call-timeouts"
                + " (4s each) are 12s. Lengthen the lease or shorten the others."),
        problems(with("election.timing.renew-every", "4s", "election.timing.call-timeout", "4s")));
  }

  @Test
  void aLeaseOutOfBoundsIsOneSentenceWhateverFollowsFromIt() {
    for (String lease : List.of("0s", "99ms", "11m", "999999999999h")) {
      List<String> found = problems(with("election.timing.lease", lease));
      assertEquals(1, found.size(), found.toString());
    }
    assertEquals(
        List.of("election.timing.lease = 99ms: write 100ms to 600s."),
        problems(with("election.timing.lease", "99ms")));
  }

  @Test
  void anUnknownKeyNamesTheClosestOne() {
    assertEquals(
        List.of(
            "electoin.node is not a setting. Closest: election.node.",
            "port is not a setting. Every setting begins with 'election.': write it in full, or"
                + " leave it out.",
            "election.lak.connect is not a setting. Closest: election.lake.connect.",
            "election.namspace is not a setting. Closest: election.namespace.",
            "election.timing.leese is not a setting. Closest: election.timing.lease.",
            "election.weather is not a setting. There are: node, namespace, provider,"
                + " timing.lease, timing.renew-every, timing.call-timeout, timing.clock-drift,"
                + " timing.margin, timing.stagger, timing.drain-limit.",
            "election.lake.conect is not a setting. Closest: election.lake.connect.",
            "election.lake.fish is not a setting. There are: connect, password,"
                + " session-timeout, client.<key>."),
        problems(
            with(
                "election.namspace", "x",
                "election.timing.leese", "5s",
                "election.weather", "fine",
                "electoin.node", "n1",
                "port", "80",
                "election.lake.conect", "x",
                "election.lak.connect", "x",
                "election.lake.fish", "x")));
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
  void allProblemsComeTogetherInOneException() {
    ConfigurationException failure =
        assertThrows(
            ConfigurationException.class,
            () ->
                parse(
                    Map.of(
                        "election.provider", "lake",
                        "election.timing.lease", "1ms",
                        "election.lake.conect", "x")));
    assertEquals(
        """
        Invalid configuration:
          - election.node is missing (the name of this node, the same over restarts).
          - election.lake.conect is not a setting. Closest: election.lake.connect.
          - election.lake.connect is missing (where the service is).
          - election.timing.lease = 1ms: write 100ms to 600s.""",
        failure.getMessage());
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
