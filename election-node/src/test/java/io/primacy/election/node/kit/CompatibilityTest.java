package io.primacy.election.node.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md says what the reports of this build say. */
class CompatibilityTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/compatibility.md");
  private static final String SERVICE =
      "src/main/resources/META-INF/services/io.primacy.election.spi.ElectionProvider";

  private static final Pattern RULE_OF_SPEC =
      Pattern.compile("(?m)^\\| \\*\\*([A-Z]+-\\d+)\\*\\* \\| ([^|]+) \\|");
  private static final Pattern RULE_OF_PAGE =
      Pattern.compile("(?m)^\\| ([A-Z]+-\\d+) \\| ([^|]+) \\|");
  private static final Pattern HEADING = Pattern.compile("(?m)^\\| Rule \\| Title \\|(.*)\\|$");

  @Test
  void thePageHoldsTheRulesThatThereAre() throws IOException {
    String specification = Files.readString(ROOT.resolve("docs/spec.md"));

    assertEquals(rows(RULE_OF_SPEC, specification), rows(RULE_OF_PAGE, Files.readString(PAGE)));
  }

  @Test
  void thePageHoldsTheBackendsThatThereAre() throws IOException {
    var heading = HEADING.matcher(Files.readString(PAGE));
    assertTrue(heading.find(), "no table of rules in " + PAGE);
    TreeSet<String> columns = new TreeSet<>(List.of(heading.group(1).strip().split(" \\| ")));

    for (Path module : modules()) {
      String name = module.getFileName().toString();
      if (name.startsWith("election-") && Files.exists(module.resolve(SERVICE))) {
        String backend = name.replace("election-", "");
        assertTrue(columns.contains(backend), () -> backend + " is missing in " + columns);
      }
    }
  }

  /* Where a module's kit has not run, as in a build of this module only, there is nothing to hold. */
  @Test
  void thePageSaysWhatTheReportsOfThisBuildSay() throws IOException {
    List<KitReport> reports = new ArrayList<>();
    for (Path module : modules()) {
      boolean isJudged = module.endsWith("tck") || Files.exists(module.resolve(SERVICE));
      List<Path> files = reports(module);
      if (isJudged && files.isEmpty()) {
        return;
      }
      for (Path file : files) {
        reports.add(KitReport.read(file));
      }
    }
    String page = new Comparison(reports).markdown();
    Path written = Path.of("target/compatibility.md");
    Files.writeString(written, page);

    assertEquals(
        page,
        Files.readString(PAGE),
        "docs/compatibility.md differs from the reports. If those are right, copy "
            + written.toAbsolutePath()
            + " there");
  }

  private static List<String> rows(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(row -> row.group(1) + " " + row.group(2)).toList();
  }

  private static List<Path> modules() {
    return children(ROOT).stream().filter(m -> Files.exists(m.resolve("pom.xml"))).toList();
  }

  private static List<Path> reports(Path module) {
    Path folder = module.resolve("target/tck");
    return Files.isDirectory(folder)
        ? children(folder).stream().filter(file -> file.toString().endsWith(".json")).toList()
        : List.of();
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
