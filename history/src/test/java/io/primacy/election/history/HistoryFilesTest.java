package io.primacy.election.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import io.primacy.election.history.Event.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that are written, merged and read. */
class HistoryFilesTest {

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAsItWas() throws IOException {
    Path file = folder.resolve("h.jsonl");
    List<Event> events =
        List.of(
            new Event(-5, 7, "a#1", "ledger", Kind.HELD, 3, 12, ""),
            Event.at(8, "a#1", "ledger", Kind.REVOKED, 3, "a \"quoted\" \\ \n line, gr\u00fcn"),
            Event.at(9, "", "", Kind.FAULT_BEGAN, 0, "stop"));
    try (HistoryWriter writer = HistoryWriter.open(file)) {
      events.forEach(writer::add);
    }

    assertEquals(events, HistoryReader.read(List.of(file)));
    assertEquals(
        "{\"begin\":9,\"kind\":\"FAULT_BEGAN\",\"detail\":\"stop\"}",
        Files.readAllLines(file).get(2));
  }

  @Test
  void whatJsonDoesNotAllowIsEscaped() {
    assertEquals("\"a\\\"b\\\\c\\u000ad\\u00e9\"", JsonLine.quote("a\"b\\c\nd\u00e9"));
    assertEquals("\"\\ud83d\\uddf3\"", JsonLine.quote("\uD83D\uDDF3"));
  }

  @Test
  void filesAreMergedByTimeAndAFileMayHaveSeveralWriters() throws Exception {
    Path shared = folder.resolve("shared.jsonl");
    Path other = folder.resolve("other.jsonl");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String member = "n" + i + "#1";
      threads.add(new Thread(() -> write(shared, member)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    write(other, "n9#1");

    List<Event> events = HistoryReader.read(List.of(shared, other));

    assertEquals(5_000, events.size());
    for (int i = 1; i < events.size(); i++) {
      assertTrue(events.get(i - 1).begin() <= events.get(i).begin(), "in order");
    }
  }

  @Test
  void aLineThatWasCutByDeathIsPassedOver() throws IOException {
    Path file = folder.resolve("h.jsonl");
    write(file, "a#1");
    Files.writeString(file, "{\"begin\":12,\"ki", StandardOpenOption.APPEND);

    assertEquals(1_000, HistoryReader.read(List.of(file)).size());
  }

  @Test
  void anyOtherLineThatIsNoEventIsAnError() throws IOException {
    Path file = folder.resolve("h.jsonl");
    Files.writeString(file, "{\"begin\":12,\"kind\":\"HELD\"}\n{\"begin\":13}\n");

    IOException refused = assertThrows(IOException.class, () -> HistoryReader.read(List.of(file)));

    assertEquals(
        file + ", line 2: No event, 'begin' and 'kind' are missing: {\"begin\":13}",
        refused.getMessage());
  }

  @Test
  void ofManyEqualSamplesFirstAndLastAreKept() throws IOException {
    Path file = folder.resolve("h.jsonl");
    Fake leadership = new Fake();
    try (HistoryWriter writer = HistoryWriter.open(file)) {
      for (int i = 0; i < 1_000; i++) {
        assertTrue(writer.sample("a#1", leadership));
      }
      leadership.held = false;
      writer.sample("a#1", leadership);
    }

    List<Event> events = HistoryReader.read(List.of(file));

    assertTrue(3 <= events.size() && events.size() < 500, () -> events.size() + " are kept");
    assertEquals(Kind.HELD, events.get(events.size() - 2).kind());
    assertEquals(Kind.NOT_HELD, events.get(events.size() - 1).kind());
  }

  @Test
  void aLongHistoryIsJudgedInSeconds() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      String member = "n" + i % 50 + "#" + i;
      events.add(Event.at(10L * i, member, "ledger", Kind.STOOD, 0, ""));
      events.add(Event.at(10L * i + 1, member, "ledger", Kind.GRANTED, i + 1, ""));
      events.add(Event.at(10L * i + 2, member, "ledger", Kind.HELD, i + 1, ""));
      events.add(Event.at(10L * i + 9, member, "ledger", Kind.HELD, i + 1, ""));
    }
    Bounds bounds = Bounds.ofLease(Duration.ofSeconds(1));

    CompletableFuture<List<Violation>> judged =
        CompletableFuture.supplyAsync(() -> HistoryChecker.check(events, bounds));

    assertEquals(List.of(), judged.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join());
  }

  private static void write(Path file, String member) {
    try (HistoryWriter writer = HistoryWriter.open(file)) {
      for (int i = 0; i < 1_000; i++) {
        writer.add(member, "ledger", Kind.STOOD, i, "x".repeat(i % 100));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final class Fake implements Leadership {
    boolean held = true;

    @Override
    public String election() {
      return "ledger";
    }

    @Override
    public FencingToken token() {
      return new FencingToken(1);
    }

    @Override
    public boolean isHeld() {
      return held;
    }

    @Override
    public Duration remaining() {
      return held ? Duration.ofSeconds(1) : Duration.ZERO;
    }

    @Override
    public <T> T whileHeld(Callable<T> action) throws Exception {
      return action.call();
    }

    @Override
    public CompletionStage<EndReason> ended() {
      return new CompletableFuture<>();
    }
  }
}
