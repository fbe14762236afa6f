package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The specification and the kit hold the same rules. */
class SpecTest {

  private static final Pattern ROW =
      Pattern.compile("\\| \\*\\*([A-Z]+-\\d+)\\*\\* \\| ([^|]+) \\| [^|]*\\|");

  @Test
  void everyRuleHasOneTestOfTheSameTitleInTheSameOrder() throws IOException {
    Map<String, String> checked = new LinkedHashMap<>();
    RuleResult.all().forEach(rule -> checked.put(rule.id(), rule.title()));

    assertEquals(lines(checked), lines(written()));
  }

  @Test
  void everyRuleSaysWhatMustBeAndWhy() throws IOException {
    List<String> lines = specification();
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (ROW.matcher(lines.get(i)).matches()
          && !(lines.get(i + 1).matches("\\| \\| .+ \\| \\|")
              && lines.get(i + 2).matches("\\| \\| \\*.+\\* \\| \\|"))) {
        bare.add(lines.get(i));
      }
    }

    assertEquals(List.of(), bare);
  }

  private static Map<String, String> written() throws IOException {
    Map<String, String> written = new LinkedHashMap<>();
    for (String line : specification()) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && written.put(row.group(1), row.group(2)) != null) {
        throw new AssertionError(row.group(1) + " is written down twice");
      }
    }
    return written;
  }

  private static String lines(Map<String, String> rules) {
    StringBuilder text = new StringBuilder();
    rules.forEach((id, title) -> text.append(id).append(' ').append(title).append('\n'));
    return text.toString();
  }

  private static List<String> specification() throws IOException {
    return Files.readAllLines(Path.of("../docs/spec.md"));
  }
}
