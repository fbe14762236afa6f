package io.primacy.election.tck;

import io.primacy.election.spi.ElectionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The record of a run.
 *
 * @param provider what was judged
 * @param about what the harness says of versions
 * @param results every rule, in the order of the specification
 */
record TckReport(ElectionProvider provider, Map<String, String> about, List<RuleResult> results) {

  /** Whether every rule has a verdict. */
  boolean isComplete() {
    return results.stream().noneMatch(result -> result.verdict() == Verdict.NOT_RUN);
  }

  /** Writes {@code <provider>.json} and {@code <provider>.md}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(provider.name() + ".json"), json());
    Files.writeString(folder.resolve(provider.name() + ".md"), markdown());
  }

  String json() {
    String aboutFields =
        new TreeMap<>(about)
            .entrySet().stream()
                .map(entry -> "    " + quote(entry.getKey()) + ": " + quote(entry.getValue()))
                .collect(Collectors.joining(",\n"));
    String rules = results.stream().map(TckReport::json).collect(Collectors.joining(",\n"));
    return "{\n"
        + "  \"provider\": "
        + quote(provider.name())
        + ",\n"
        + "  \"capabilities\": ["
        + provider.capabilities().stream()
            .sorted()
            .map(c -> quote(c.name()))
            .collect(Collectors.joining(", "))
        + "],\n"
        + "  \"about\": {"
        + (aboutFields.isEmpty() ? "" : "\n" + aboutFields + "\n  ")
        + "},\n"
        + "  \"complete\": "
        + isComplete()
        + ",\n"
        + "  \"passed\": "
        + count(Verdict.PASSED)
        + ",\n"
        + "  \"failed\": "
        + count(Verdict.FAILED)
        + ",\n"
        + "  \"notClaimed\": "
        + count(Verdict.NOT_CLAIMED)
        + ",\n"
        + "  \"notRun\": "
        + count(Verdict.NOT_RUN)
        + ",\n"
        + "  \"rules\": [\n"
        + rules
        + "\n  ]\n}\n";
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(provider.name()).append("\n\n");
    text.append(isComplete() ? "Complete" : "INCOMPLETE: proves nothing").append(": ");
    text.append(count(Verdict.PASSED)).append(" passed, ");
    text.append(count(Verdict.FAILED)).append(" failed, ");
    text.append(count(Verdict.NOT_CLAIMED)).append(" not claimed, ");
    text.append(count(Verdict.NOT_RUN)).append(" not run.\n\n");
    new TreeMap<>(about)
        .forEach(
            (what, value) ->
                text.append("* ").append(what).append(": ").append(value).append('\n'));
    text.append("\n| Rule | Title | Verdict | ms | Detail |\n|---|---|---|---|---|\n");
    for (RuleResult result : results) {
      text.append("| ").append(result.id());
      text.append(" | ").append(result.title());
      text.append(" | ").append(result.verdict());
      text.append(" | ").append(result.millis());
      text.append(" | ").append(cell(result.detail())).append(" |\n");
    }
    return text.toString();
  }

  private long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  private static String json(RuleResult result) {
    return "    {\"id\": "
        + quote(result.id())
        + ", \"chapter\": "
        + quote(result.chapter())
        + ", \"title\": "
        + quote(result.title())
        + ", \"verdict\": "
        + quote(result.verdict().name())
        + ", \"millis\": "
        + result.millis()
        + ", \"detail\": "
        + quote(result.detail())
        + "}";
  }

  private static String cell(String text) {
    return text.lines().findFirst().orElse("").replace("|", "\\|");
  }

  /** A JSON string. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
