package io.primacy.example.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide shows this code and counts it rightly. */
class GuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "write-a-backend.md");
  private static final Pattern ROW =
      Pattern.compile("\\| \\[(\\w+)\\]\\([^|]*\\|[^|]*\\| (\\d+) \\|");
  private static final Pattern SUM =
      Pattern.compile("\\| \\*\\*together\\*\\* \\| \\| \\*\\*(\\d+)");
  private static final Pattern QUOTED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theLinesAreCountedRightly() throws IOException {
    String guide = Files.readString(GUIDE);
    Map<String, Integer> written = new TreeMap<>();
    ROW.matcher(guide)
        .results()
        .forEach(row -> written.put(row.group(1), Integer.valueOf(row.group(2))));
    Map<String, Integer> counted = new TreeMap<>();
    for (Path file : files("src/main/java")) {
      String name = file.getFileName().toString().replace(".java", "");
      if (!name.equals("package-info")) {
        counted.put(name, Files.readAllLines(file).size());
      }
    }

    assertEquals(counted, written);
    int sum = counted.values().stream().mapToInt(Integer::intValue).sum();
    List<String> sums = SUM.matcher(guide).results().map(found -> found.group(1)).toList();
    assertEquals(List.of(Integer.toString(sum)), sums);
  }

  @Test
  void everyQuotedLineIsCompiledHere() throws IOException {
    String sources = files("src").stream().map(GuideTest::text).collect(Collectors.joining("\n"));
    List<String> quotes =
        QUOTED.matcher(Files.readString(GUIDE)).results().map(GuideTest::quote).toList();

    assertTrue(quotes.size() >= 5, () -> "only " + quotes);
    assertEquals(List.of(), quotes.stream().filter(quote -> !sources.contains(quote)).toList());
  }

  private static String quote(MatchResult found) {
    return found.group(1);
  }

  private static List<Path> files(String directory) throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of(directory))) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
