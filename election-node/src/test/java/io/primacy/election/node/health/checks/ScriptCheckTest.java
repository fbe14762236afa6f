package io.primacy.election.node.health.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.health.Health;
import io.primacy.election.node.health.Heard;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptCheckTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void theExitCodeDecidesAndTheFirstLineTells() throws Exception {
    assertEquals(Verdict.well("ended with 0"), script("exit 0").check(LIMIT));
    assertEquals(
        Verdict.ill("ended with 3: queue is full"),
        script("echo queue is full >&2; echo more; exit 3").check(LIMIT));
  }

  @Test
  void aProgramThatIsNotThereIsAFailure() {
    ScriptCheck check = new ScriptCheck(List.of(directory.resolve("gone").toString()));
    assertThrows(IOException.class, () -> check.check(LIMIT));
  }

  @Test
  void noAmountOfOutputIsKeptOrBlocks() throws Exception {
    Verdict verdict = script("yes x | head -c 2000000; exit 0").check(LIMIT);
    assertEquals(Verdict.well("ended with 0: x"), verdict);
    String line = script("head -c 2000000 /dev/zero | tr '\\0' y").check(LIMIT).detail();
    assertEquals(Verdict.LONGEST, line.length());
  }

  @Test
  void whatAProgramLeavesBehindDoesNotDelayTheAnswer() throws Exception {
    Path pid = directory.resolve("pid");
    long began = System.nanoTime();

    Verdict verdict = script("sleep 50 & echo $! > " + pid + "; exit 0").check(LIMIT);

    assertTrue(verdict.well());
    assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(25));
    process(Files.readString(pid)).destroyForcibly();
  }

  @Test
  void aProgramThatIsLateIsKilledWithAllItStarted() throws Exception {
    Path pids = directory.resolve("pids");
    String tree =
        "echo $$ >> PIDS; sh -c 'echo $$ >> PIDS; sleep 300 & echo $! >> PIDS; wait' & sleep 300 & "
            + "echo $! >> PIDS; wait";
    Rhythm rhythm = new Rhythm(Duration.ofMinutes(1), Duration.ofSeconds(2), 1, 1);
    Heard heard = new Heard();
    ScriptCheck check = script(tree.replace("PIDS", pids.toString()));
    NamedCheck named = new NamedCheck("script", Set.of(), rhythm, check);
    try (Health health = new Health(List.of(named), Environment.system(), heard)) {
      health.start();
      await(() -> lines(pids).size() == 4);
      List<ProcessHandle> tree4 = lines(pids).stream().map(ScriptCheckTest::process).toList();
      assertTrue(tree4.stream().allMatch(ProcessHandle::isAlive), "all run");

      await(() -> tree4.stream().noneMatch(ProcessHandle::isAlive));

      assertEquals(2, heard.of("script").size(), () -> "" + heard.of("script"));
      assertFalse(health.checks().get(0).healthy());
    }
  }

  private ScriptCheck script(String text) {
    return new ScriptCheck(List.of("/bin/sh", "-c", text));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : new ArrayList<>();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ProcessHandle process(String pid) {
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
