package io.primacy.election.node;

import static io.primacy.election.node.Commands.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.Commands.Answer;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir Path directory;

  @Test
  void anUnknownCommandNamesTheNearest() {
    assertEquals(
        new Answer(
            2,
            "",
            "Unmatched argument at index 0: 'stauts'. Closest: status. See 'primacy --help'.\n"),
        run("stauts"));
  }

  @Test
  void theCompletionThatIsGeneratedCompletesInBash() throws Exception {
    Path script = directory.resolve("completion");
    Answer generated = run("generate-completion");
    assertEquals(0, generated.code(), generated.err());
    Files.writeString(script, generated.out());

    assertEquals("handover ", completed(script, "hand"));
    assertEquals("demo doctor drain ", completed(script, "d"));
    assertEquals("--reason ", completed(script, "handover", "--rea"));
    assertEquals("", completed(script, "lab"), "what is hidden");
  }

  /* As bash does it when the last word is to be completed. */
  private static String completed(Path script, String... words) throws Exception {
    String complete =
        "source "
            + script
            + " && complete -p primacy >/dev/null && COMP_WORDS=(primacy \"$@\")"
            + " && COMP_CWORD=$# && _complete_primacy"
            + " ; printf '%s\\n' \"${COMPREPLY[@]}\" | sort | tr -s '\\n' ' '";
    List<String> command = new ArrayList<>(List.of("bash", "-c", complete, "bash"));
    command.addAll(List.of(words));
    Process bash =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD) // Of its own, outside a completion.
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), printed);
    return printed.isBlank() ? "" : printed;
  }

  @Test
  void aMissingOptionIsNamed() {
    assertEquals(
        new Answer(2, "", "Missing required option: '--config=FILE'. See 'primacy run --help'.\n"),
        run("run"));
  }

  @Test
  void aMisspeltOptionNamesTheNearest() {
    Answer answer = run("demo", "--reprt", "x");
    assertEquals(2, answer.code());
    assertEquals(
        "Unknown options: '--reprt', 'x'. Closest: --report. See 'primacy demo --help'.\n",
        answer.err());
  }

  @Test
  void aBackendWithoutADemoNamesThoseThatHaveOne() {
    assertEquals(
        new Answer(
            2,
            "",
            "There is no demo on 'zokeeper'. Closest: zookeeper. There are: zookeeper, raft, atomix. See"
                + " 'primacy demo --help'.\n"),
        run("demo", "--backend", "zokeeper"));
  }

  @Test
  void aReportThatCanNotBeWrittenIsRefusedBeforeTheDemo() {
    Answer answer = run("demo", "--report", directory.toString());
    assertEquals(73, answer.code());
    assertEquals(
        "The report can not be written to '"
            + directory
            + "': the place is a directory, missing, or not writable. Name another file.\n",
        answer.err());
  }

  @Test
  void aConfigurationThatIsNotThereEndsWithItsCode() {
    Path missing = directory.resolve("nope.conf");
    String sentence =
        "Configuration file '" + missing + "' does not exist. Name an existing one with --config.";
    assertEquals(
        new Answer(78, "", sentence + "\n"), run("status", "--config", missing.toString()));

    Answer json = run("status", "--json", "--config", missing.toString());
    assertEquals(78, json.code());
    assertEquals("", json.err());
    var object = Json.parse(json.out()).orElseThrow();
    assertEquals("error", object.path("event").asText());
    assertEquals(78, object.path("exit").asInt());
    assertEquals(sentence, object.path("problems").path(0).asText());
  }

  @Test
  void aWaitOutOfRangeIsRefused() throws IOException {
    Answer answer = run("status", "--config", closedStore().toString(), "--wait", "0");
    assertEquals(
        new Answer(2, "", "--wait 0: write 1 to 3600 seconds. See 'primacy status --help'.\n"),
        answer);
  }

  @Test
  void aStoreThatDoesNotAnswerEndsTheWaitInTime() throws IOException {
    long before = System.nanoTime();
    Answer answer = run("status", "--config", closedStore().toString(), "--wait", "1");

    assertEquals(69, answer.code());
    assertEquals("", answer.out());
    String sentence =
        "The store (zookeeper) did not answer within 1 s when asked for ledger. Check that it"
            + " runs and that election.zookeeper.* leads to it. Tried once more: Asked ZooKeeper to"
            + " read ";
    assertTrue(answer.err().startsWith(sentence), answer.err());
    assertTrue(System.nanoTime() - before < 8_000_000_000L);
  }

  @Test
  void theBackendsAreListed() {
    Answer text = run("backends");
    assertEquals(new Answer(0, text.out(), ""), text);
    assertTrue(
        text.out().lines().anyMatch(line -> line.matches(" *raft +0.1.0\\S* .*")), text.out());
    assertTrue(text.out().lines().skip(1).allMatch(line -> line.length() <= 80), text.out());

    Answer json = run("backends", "--json");
    var backends = Json.parse(json.out()).orElseThrow().path("backends");
    assertTrue(backends.findValuesAsText("name").contains("zookeeper"), json.out());
  }

  @Test
  void helpTellsTheExitCodes() {
    Answer answer = run("--help");
    assertEquals(0, answer.code());
    for (int code : new int[] {0, 1, 2, 69, 70, 73, 75, 76, 78}) {
      assertTrue(answer.out().contains("  " + code + " "), answer.out());
    }
    assertTrue(answer.out().lines().allMatch(line -> line.length() <= 80), answer.out());
  }

  private Path closedStore() throws IOException {
    // Port 1 is refused on every machine that runs no tcpmux.
    return Files.writeString(
        directory.resolve("node.conf"),
        """
        primacy {
          election {
            node = n1, provider = zookeeper, timing.lease = 1s, zookeeper.connect = "127.0.0.1:1"
          }
          elections = [ { name = ledger } ]
        }
        """);
  }
}
