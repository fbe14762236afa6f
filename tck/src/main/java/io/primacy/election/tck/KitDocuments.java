package io.primacy.election.tck;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kit's jar holds of its documents: what each rule demands, and what it catches. */
final class KitDocuments {

  private static final Pattern RULE = Pattern.compile("\\| \\*\\*([A-Z]+-\\d+)\\*\\* \\| .*");
  private static final Pattern TEXT = Pattern.compile("\\| \\| (.+) \\| \\|");
  private static final Pattern MUTANT = Pattern.compile("\\| (.+?) \\| ([A-Z]+-\\d.*?) \\|");

  private KitDocuments() {}

  /** What a rule demands and why, as Markdown. */
  record RuleText(String demand, String reason) {}

  /**
   * Something wrong that the kit is known to catch: its own build runs it and fails if other rules
   * than these break.
   */
  record KilledMutant(String name, List<String> killedBy) {}

  static Map<String, RuleText> rules() {
    Map<String, RuleText> rules = new HashMap<>();
    List<String> lines = lines("spec.md");
    for (int i = 0; i + 2 < lines.size(); i++) {
      Matcher rule = RULE.matcher(lines.get(i));
      if (rule.matches()) {
        rules.put(rule.group(1), new RuleText(text(lines.get(i + 1)), text(lines.get(i + 2))));
      }
    }
    return rules;
  }

  static List<KilledMutant> mutants() {
    List<KilledMutant> mutants = new ArrayList<>();
    for (String line : lines("mutants.md")) {
      Matcher row = MUTANT.matcher(line);
      if (row.matches()) {
        mutants.add(new KilledMutant(row.group(1), List.of(row.group(2).split(", ", -1))));
      }
    }
    return mutants;
  }

  private static String text(String line) {
    Matcher text = TEXT.matcher(line);
    return text.matches() ? text.group(1) : "";
  }

  private static List<String> lines(String document) {
    try (InputStream in = KitDocuments.class.getResourceAsStream(document)) {
      return new String(requireNonNull(in, document).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The kit's jar is damaged: " + document, e);
    }
  }
}
