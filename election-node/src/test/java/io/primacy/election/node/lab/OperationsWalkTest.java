package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import io.primacy.election.node.Commands;
import io.primacy.election.node.Commands.Answer;
import io.primacy.election.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs docs/operations.md, command by command, with two nodes on a real store. */
class OperationsWalkTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(2));
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** A command of the page, the code it should end with, and the lines it should print. */
  private record Step(List<String> command, String code, List<String> lines) {}

  @TempDir Path directory;

  static Stream<LabStore> stores() {
    return LabStore.smallest().stream();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void thePageIsTrue(LabStore store) throws Exception {
    try (Children children = new Children()) {
      store.start(
          new Lab(directory, children, new History(moment -> {})), TIMING, Duration.ofSeconds(60));
      Path one = config("n1", store, "priority = 10, failback { hold-off = 2s }");
      Path two = config("n2", store, "priority = 0, failback { hold-off = 2s }");
      try (Elections n1 = Elections.open(NodeConfig.read(one).elections());
          Elections n2 = Elections.open(NodeConfig.read(two).elections())) {
        stand(n1, one);
        n1.election("ledger").awaitLeadership(Duration.ofSeconds(60));
        stand(n2, two);
        awaitSeen("n2", one);
        for (Step step : steps()) {
          walk(step);
        }
      }
    }
  }

  /* The replica that is asked may be a moment behind; whoever types commands takes longer. */
  private static void awaitSeen(String node, Path config) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Answer answer = Commands.run("status", "--config", config.toString());
    while (!answer.out().contains("\n  " + node + " ") && System.nanoTime() - end < 0) {
      answer = Commands.run("status", "--config", config.toString());
    }
  }

  private void walk(Step step) {
    String[] words =
        step.command().stream()
            .map(word -> word.endsWith(".conf") ? directory.resolve(word).toString() : word)
            .toArray(String[]::new);
    Answer answer = Commands.run(words);
    String all = answer.out() + answer.err();
    if (!step.code().equals("any")) {
      assertEquals(step.code(), Integer.toString(answer.code()), step.command() + "\n" + all);
    }
    List<String> printed = all.lines().toList();
    int from = 0;
    for (String line : step.lines()) {
      from = find(line, printed, from, step);
    }
  }

  private static int find(String wanted, List<String> printed, int from, Step step) {
    if (wanted.equals("...")) {
      return from;
    }
    Pattern pattern =
        Pattern.compile(
            Stream.of(wanted.strip().split("\\.\\.\\.", -1))
                .map(text -> text.isBlank() ? "" : words(text))
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow());
    for (int i = from; i < printed.size(); i++) {
      if (pattern.matcher(printed.get(i).strip()).matches()) {
        return i + 1;
      }
    }
    assertTrue(false, step.command() + "\nprinted no line '" + wanted + "':\n" + printed);
    return from;
  }

  /* The page may be aligned otherwise than a table of other widths. */
  private static String words(String text) {
    String inner =
        Stream.of(text.strip().split("\\s+", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + "\\s+" + b)
            .orElse("");
    return (text.startsWith(" ") ? "\\s*" : "") + inner + (text.endsWith(" ") ? "\\s*" : "");
  }

  private Path config(String node, LabStore store, String how) throws IOException {
    String text = LabConfig.node(node, store, TIMING, ", " + how);
    return Files.writeString(directory.resolve(node + ".conf"), text);
  }

  private static void stand(Elections elections, Path config) {
    elections
        .election("ledger")
        .campaign(NodeConfig.read(config).stands().get(0).candidacy(), new Quiet())
        .toCompletableFuture()
        .join();
  }

  private static List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("../docs/operations.md"))) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith("$ ./primacy ")) {
        String[] parts = line.substring("$ ./primacy ".length()).split("  # ", -1);
        steps.add(new Step(split(parts[0]), parts.length > 1 ? parts[1] : "0", new ArrayList<>()));
      } else if (inside) {
        steps.get(steps.size() - 1).lines().add(line);
      }
    }
    assertTrue(steps.size() > 15, "only " + steps.size() + " commands were found");
    return steps;
  }

  private static List<String> split(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }

  private static final class Quiet implements Contender {
    @Override
    public void granted(Leadership leadership) {}

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }
}
