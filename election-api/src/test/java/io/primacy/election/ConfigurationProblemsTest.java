package io.primacy.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a configuration, in sentences. */
class ConfigurationProblemsTest {

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
}
