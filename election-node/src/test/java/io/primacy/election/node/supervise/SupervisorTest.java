package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.run.NodeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor does when its process ends, with scripts instead of nodes. */
class SupervisorTest {

  @TempDir Path directory;

  private final List<NodeEvent> events = new ArrayList<>();
  private final List<Path> lifelines = new ArrayList<>();
  private String lease = "10s";

  @Test
  void aNodeThatEndsByItselfIsNotStartedAgain() throws Exception {
    assertEquals(ExitCode.OK, supervise("exit 0", ""));
    assertEquals(List.of("supervised", "died"), kinds());
  }

  @Test
  void aCommandLineThatIsNotUnderstoodIsNotTriedAgain() throws Exception {
    assertEquals(ExitCode.USAGE, supervise("exit 2", ""));
    assertEquals(List.of("supervised", "died"), kinds());
  }

  @Test
  void aNodeThatDiesAgainAndAgainIsGivenUp() throws Exception {
    String restart = "restart { first-pause = 10ms, longest-pause = 30ms, most = 3 }";
    assertEquals(ExitCode.GAVE_UP, supervise("exit 78", restart));

    List<Long> pauses = new ArrayList<>();
    for (NodeEvent event : events) {
      if (event instanceof SupervisorEvent.Restarts restarts) {
        pauses.add(restarts.inMillis());
      }
    }
    assertEquals(List.of(10L, 20L, 30L), pauses);
    assertEquals(4, kinds().stream().filter("died"::equals).count());
    assertEquals("gives-up", kinds().get(kinds().size() - 1));
    assertEquals(
        "is not started again: 3 restarts within 600 s are the limit (primacy.watchdog.restart)",
        events.get(events.size() - 1).sentence());
  }

  @Test
  void aNodeThatNeverGivesASignOfLifeIsKilled() throws Exception {
    String limits = "start-limit = 300ms, stall-limit = 200ms, restart.most = 0";
    assertEquals(ExitCode.GAVE_UP, supervise("exec sleep 60", limits));

    assertEquals(List.of("supervised", "stalled", "died", "gives-up"), kinds());
    assertEquals(137, ((SupervisorEvent.Died) events.get(2)).exitCode());
  }

  @Test
  void aStoreThatDoesNotAnswerIsSaidOnce() throws Exception {
    lease = "1s";
    assertEquals(ExitCode.OK, supervise("sleep 8; exit 0", "stall-limit = 500ms"));
    assertEquals(List.of("supervised", "blind", "died"), kinds());
  }

  @Test
  void whatAKilledNodeHadStartedIsEndedWithIt() throws Exception {
    Path pids = directory.resolve("pids");
    String tree = "sh -c 'sleep 300 & echo $! >> PIDS; wait' & echo $! >> PIDS; exec sleep 60";
    String limits = "start-limit = 1s, stall-limit = 500ms, restart.most = 0";

    assertEquals(ExitCode.GAVE_UP, supervise(tree.replace("PIDS", pids.toString()), limits));

    assertEquals(List.of("supervised", "stalled", "ends-orphans", "died", "gives-up"), kinds());
    awaitEndOfAll(pids, 2);
  }

  @Test
  void whatANodeThatDiedHadStartedIsEnded() throws Exception {
    Path pids = directory.resolve("pids");
    String script = "sleep 300 & echo $! > " + pids + "; sleep 3; kill -9 $$";

    supervise(script, "stall-limit = 500ms, restart.most = 0");

    assertEquals(List.of("supervised", "ends-orphans", "died", "gives-up"), kinds());
    String first = Files.readAllLines(pids).get(0);
    SupervisorEvent.EndsOrphans ends = (SupervisorEvent.EndsOrphans) events.get(1);
    assertTrue(ends.orphans().contains(Long.parseLong(first)), ends.sentence());
    awaitEndOfAll(pids, 1);
  }

  @Test
  void whatANodeLeavesBehindOnPurposeIsLeftAlone() throws Exception {
    Path pids = directory.resolve("pids");

    supervise("sleep 300 & echo $! > " + pids + "; sleep 3; exit 0", "stall-limit = 500ms");

    assertEquals(List.of("supervised", "died"), kinds());
    ProcessHandle left = processes(pids).get(0);
    assertTrue(left.isAlive());
    left.destroyForcibly();
  }

  /* Killed is soon gone; a sleep that nobody killed would be there for minutes. */
  private static void awaitEndOfAll(Path pids, int count) throws Exception {
    assertEquals(count, Files.readAllLines(pids).size());
    for (ProcessHandle process : processes(pids)) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** Those that are still there. */
  private static List<ProcessHandle> processes(Path pids) throws IOException {
    return Files.readAllLines(pids).stream()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  @Test
  void theDeviceIsPettedWhileTheNodeIsWellAndDisarmedAtTheEnd() throws Exception {
    Path device = Files.createFile(directory.resolve("watchdog"));
    supervise("sleep 1; exit 0", "stall-limit = 500ms, device = \"" + device + "\"");

    String written = Files.readString(device);
    assertTrue(written.matches("\\.{5,}V"), written);
  }

  @Test
  void noFileIsLeft() throws Exception {
    supervise("exit 1", "restart { first-pause = 10ms, most = 2 }");
    assertEquals(3, lifelines.size());
    for (Path lifeline : lifelines) {
      assertFalse(Files.exists(lifeline.getParent()), () -> lifeline + " is left");
    }
  }

  private int supervise(String script, String watchdog) throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            directory.resolve("node.conf"),
            """
            primacy {
              election { node = n1, provider = zookeeper, zookeeper.connect = "127.0.0.1:1" }
              election.timing.lease = %s
              elections = [ { name = ledger } ]
              watchdog { %s }
            }
            """
                .formatted(lease, watchdog));
    Ward.Program program =
        lifeline -> {
          lifelines.add(lifeline);
          try {
            return new ProcessBuilder("/bin/sh", "-c", script).start();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    return new Supervisor(NodeConfig.read(file), events::add, program).supervise();
  }

  private List<String> kinds() {
    return events.stream().map(NodeEvent::kind).toList();
  }
}
