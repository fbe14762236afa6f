package io.primacy.election.node.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.Commands;
import io.primacy.election.node.Commands.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TckReportCommandTest {

  private static final String PASSED =
      "{\"id\":\"WRITE-1\",\"title\":\"Made\",\"verdict\":\"PASSED\"}";

  @TempDir Path folder;

  @Test
  void backendsThatPassAreComparedInOneTable() throws IOException {
    report("lake", "PASSED", PASSED, notClaimed());
    report(
        "shelf", "PASSED", PASSED, "{\"id\":\"CALL-8\",\"title\":\"Lost\",\"verdict\":\"PASSED\"}");

    Answer answer = Commands.run("tck-report", folder.toString());

    assertEquals(
        """
        Rules of the compatibility kit: 2
          backend  status  passed  failed  not claimed  not run
          lake     passed       1       0            1        0
          shelf    passed       2       0            0        0

        Not passed by all:
          rule    lake         shelf
          CALL-8  not claimed  yes
        """,
        answer.out().replaceAll(" +\\R", "\n"));
    assertEquals(0, answer.code());
  }

  @Test
  void aPartialReportEndsWithOne() throws IOException {
    report(
        "lake",
        "PARTIAL",
        PASSED,
        "{\"id\":\"CALL-8\",\"title\":\"Lost\",\"verdict\":\"NOT_RUN\"}");

    Answer answer = Commands.run("tck-report", "--json", folder.toString());

    assertEquals(1, answer.code());
    assertEquals(
        "{\"passed\":false,\"rules\":2,\"backends\":[{\"provider\":\"lake\",\"status\":\"PARTIAL\","
            + "\"verdicts\":{\"WRITE-1\":\"PASSED\",\"CALL-8\":\"NOT_RUN\"}}]}",
        answer.out().strip());
  }

  @Test
  void aReportOfAnOlderKitEndsWithOne() throws IOException {
    report("lake", "PASSED", PASSED, notClaimed());
    report("shelf", "PASSED", PASSED);

    assertEquals(1, Commands.run("tck-report", folder.toString()).code());
  }

  @Test
  void noReportAtAllEndsWithOne() {
    assertEquals(1, Commands.run("tck-report", folder.toString()).code());
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"rules\":7}");

    Answer answer = Commands.run("tck-report", file.toString());

    assertEquals(78, answer.code());
    assertEquals(file + " is no report of the kit: run the kit again.", answer.err().strip());
  }

  @Test
  void aPathThatDoesNotExistIsRefused() {
    Answer answer = Commands.run("tck-report", folder.resolve("nothing").toString());

    assertEquals(78, answer.code());
    assertTrue(answer.err().startsWith("No report at "), answer.err());
  }

  @Test
  void thePageSaysWhyARuleIsNotClaimed() throws IOException {
    report("lake", "PASSED", PASSED, notClaimed());

    Answer answer = Commands.run("tck-report", "--markdown", folder.toString());

    assertTrue(answer.out().contains("| CALL-8 | Lost | not claimed |\n"), answer.out());
    assertTrue(
        answer.out().endsWith("* lake: the harness can not inject STOP_ONE_SERVER (CALL-8).\n"),
        answer.out());
  }

  private static String notClaimed() {
    return "{\"id\":\"CALL-8\",\"title\":\"Lost\",\"verdict\":\"NOT_CLAIMED\","
        + "\"detail\":\"the harness can not inject STOP_ONE_SERVER\"}";
  }

  private void report(String provider, String status, String... rules) throws IOException {
    Files.writeString(
        folder.resolve(provider + ".json"),
        "{\"provider\":\""
            + provider
            + "\",\"status\":\""
            + status
            + "\",\"capabilities\":[\"REMOTE_CLIENTS\"],\"about\":{},\"rules\":["
            + String.join(",", rules)
            + "],\"mutants\":[]}");
  }
}
