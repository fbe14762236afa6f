package io.primacy.election.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader of the whole repository would trip over. */
class TidyTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 300;

  private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep");
  private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern SWITCHED_OFF = Pattern.compile("@Disabled|assumeTrue\\(false");
  private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void noFileOutgrowsItsConcept() {
    assertEquals(
        List.of(),
        inEach(javaFiles(""), file -> lines(file).size() > LONGEST_FILE ? "too long" : ""));
  }

  @Test
  void noMainCodeSleeps() {
    assertEquals(List.of(), matches(javaFiles("src/main"), SLEEP));
  }

  @Test
  void nothingIsLeftForLaterOrSwitchedOff() {
    List<Path> others =
        javaFiles("").stream().filter(file -> !file.endsWith("TidyTest.java")).toList();
    assertEquals(List.of(), matches(others, LEFT_FOR_LATER));
    assertEquals(List.of(), matches(others, SWITCHED_OFF));
  }

  @Test
  void everyLinkInTheDocumentsLeadsSomewhere() {
    List<Path> documents = files(".md");
    assertTrue(documents.size() > 5, () -> "only " + documents);
    assertEquals(
        List.of(),
        documents.stream()
            .flatMap(
                document ->
                    LINK.matcher(text(document))
                        .results()
                        .map(link -> document.resolveSibling(link.group(1)).normalize())
                        .filter(target -> !Files.exists(target))
                        .map(target -> ROOT.relativize(document) + " -> " + target.getFileName()))
            .toList());
  }

  private static List<String> matches(List<Path> files, Pattern unwanted) {
    return inEach(
        files,
        file ->
            lines(file).stream()
                .filter(line -> unwanted.matcher(line).find())
                .findFirst()
                .map(String::strip)
                .orElse(""));
  }

  private static List<String> inEach(List<Path> files, Function<Path, String> complaint) {
    return files.stream()
        .map(file -> ROOT.relativize(file) + ": " + complaint.apply(file))
        .filter(found -> !found.endsWith(": "))
        .toList();
  }

  private static List<Path> javaFiles(String below) {
    List<Path> modules = modules();
    List<Path> found =
        files(".java").stream()
            .filter(file -> modules.stream().anyMatch(file::startsWith))
            .filter(file -> file.toString().contains(below))
            .toList();
    assertTrue(found.size() > 50, () -> "only " + found.size() + " Java files were found");
    return found;
  }

  /* What the default build contains; a profile's modules answer for themselves. */
  private static List<Path> modules() {
    String pom = text(ROOT.resolve("pom.xml"));
    return MODULE
        .matcher(pom.substring(0, pom.indexOf("<profiles>")))
        .results()
        .map(module -> ROOT.resolve(module.group(1)))
        .toList();
  }

  private static List<Path> files(String ending) {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      return walk.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
