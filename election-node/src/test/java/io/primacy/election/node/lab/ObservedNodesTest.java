package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.Commands;
import io.primacy.election.node.Commands.Answer;
import io.primacy.election.node.metrics.Exposition;
import io.primacy.election.node.metrics.ObservabilityFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and a witness that run, as balancers, probes and Prometheus see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservedNodesTest {

  private static final Path FILES = Path.of("..", "docs", "observability");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Path directory;
  private final Trio trio;

  ObservedNodesTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.trio = new Trio(directory, new RaftVoters());
  }

  @BeforeAll
  void start() throws InterruptedException {
    trio.startAll();
    for (String name : Trio.ALL) {
      trio.awaitReady(name);
    }
    trio.awaitLeader();
  }

  @AfterAll
  void stop() {
    trio.close();
  }

  @Test
  @Order(1)
  void oneIsTheLeaderAndTheOtherStandsBy() throws Exception {
    String leader = trio.leader();
    String other = other(leader);

    assertEquals(
        Map.of("live", 200, "ready", 200, "leader", 200, "active", 200, "standby", 503),
        answers(leader));
    assertEquals(
        Map.of("live", 200, "ready", 200, "leader", 503, "active", 503, "standby", 200),
        answers(other));
    assertEquals(200, get(leader, "/leader/ledger").statusCode());
    assertEquals(404, get(leader, "/leader/ledgr").statusCode());
    assertTrue(get(other, "/status").body().contains("\"leader\":\"" + leader + "\""));
  }

  @Test
  @Order(2)
  void whatAlertsAndDashboardAskForIsThere() throws Exception {
    String text = "";
    for (String node : Trio.NODES) {
      text = get(node, "/metrics").body();
      assertEquals(List.of(), ObservabilityFiles.problems(FILES, Exposition.of(text)));
    }

    // A misspelt name, in either file, is noticed.
    Path copies = Files.createDirectory(directory.resolve("misspelt"));
    for (String file : List.of("alerts.yml", "grafana-dashboard.json")) {
      for (String wanted : List.of("alerts.yml", "grafana-dashboard.json")) {
        Files.writeString(
            copies.resolve(wanted),
            Files.readString(FILES.resolve(wanted))
                .replace(wanted.equals(file) ? "primacy_leader{" : "nothing", "primacy_leadr{")
                .replace(wanted.equals(file) ? "(primacy_leader)" : "nothing", "(primacy_leadr)"));
      }
      List<String> problems = ObservabilityFiles.problems(copies, Exposition.of(text));
      assertTrue(
          problems.stream().anyMatch(problem -> problem.endsWith("no metric primacy_leadr")),
          () -> file + problems);
    }
  }

  @Test
  @Order(2)
  void everyAlertHasItsParagraph() throws Exception {
    String page = Files.readString(FILES.resolveSibling("observability.md"));
    List<String> alerts = ObservabilityFiles.alerts(FILES);
    assertTrue(alerts.size() >= 10, alerts::toString);
    assertEquals(
        List.of(), alerts.stream().filter(name -> !page.contains("\n### " + name + "\n")).toList());
  }

  @Test
  @Order(2)
  void everyMetricHasItsLine() throws Exception {
    String page = Files.readString(FILES.resolveSibling("observability.md"));
    Exposition real = Exposition.of(get("n1", "/metrics").body());
    assertEquals(
        List.of(),
        real.names().stream()
            .filter(name -> name.startsWith("primacy_"))
            .map(name -> name.replaceFirst("_(count|sum|max)$", ""))
            .distinct()
            .filter(name -> !page.contains("`" + name + "`"))
            .toList());
  }

  @Test
  @Order(2)
  void aPortThatIsTakenEndsTheNodeWithOneClearErrorBeforeItStands() throws Exception {
    Path file = directory.resolve("third.conf");
    int taken = trio.at("n1", "/").getPort();
    Files.writeString(
        file,
        Files.readString(trio.config("n2")).replaceAll("http.port = \\d+", "http.port = " + taken));
    trio.kill("n2");

    Answer answer = Commands.run("run", "--config", file.toString());

    assertEquals(78, answer.code());
    assertEquals(
        "primacy.http.port = "
            + taken
            + ": another program listens at 127.0.0.1:"
            + taken
            + ". Stop it, or write another port.",
        answer.err().strip());
    assertEquals("", answer.out());
    trio.start("n2");
    trio.awaitReady("n2");
  }

  @Test
  @Order(3)
  void aNodeOnItsOwnLeadsNoMoreAndNeitherDoesItsWitnessTakePart() throws Exception {
    String leader = trio.awaitLeader();
    trio.kill(other(leader));
    assertEquals(200, get(Trio.WITNESS, "/ready").statusCode());
    trio.kill(leader);
    await(Trio.WITNESS, "/ready", 503);
    assertEquals(200, get(Trio.WITNESS, "/live").statusCode());
    assertEquals(404, get(Trio.WITNESS, "/leader").statusCode());

    trio.start(leader);
    trio.awaitReady(leader);
    trio.awaitLeader();
    await(leader, "/leader", 200);
    trio.kill(Trio.WITNESS);
    await(leader, "/leader", 503);
    await(leader, "/ready", 503);
    assertEquals(200, get(leader, "/live").statusCode());
  }

  private Map<String, Integer> answers(String node) throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    for (String path : List.of("live", "ready", "leader", "active", "standby")) {
      answers.put(path, get(node, "/" + path).statusCode());
    }
    return answers;
  }

  private void await(String name, String path, int status) throws Exception {
    long end = System.nanoTime() + 30_000_000_000L;
    while (get(name, path).statusCode() != status) {
      assertTrue(System.nanoTime() < end, () -> name + path + " never said " + status);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private HttpResponse<String> get(String name, String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(trio.at(name, path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String other(String node) {
    return Trio.NODES.stream().filter(name -> !name.equals(node)).findFirst().orElseThrow();
  }
}
