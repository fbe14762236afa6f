package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  @TempDir Path directory;

  @Test
  void aTokenBelowTheHighestIsRefusedAndListed() throws IOException {
    try (Ledger ledger = Ledger.open(file())) {
      assertInstanceOf(Ledger.Outcome.Accepted.class, ledger.append(3, "a", "a-3-1"));
      assertInstanceOf(Ledger.Outcome.Accepted.class, ledger.append(5, "b", "b-5-1"));
      assertInstanceOf(Ledger.Outcome.Refused.class, ledger.append(3, "a", "a-3-2"));
      assertInstanceOf(Ledger.Outcome.Accepted.class, ledger.append(5, "b", "b-5-2"));
    }
    assertEquals(List.of("a-3-1", "b-5-1", "b-5-2"), ids(Ledger.read(file())));
    assertEquals(
        List.of(new LedgerEntry(3, 3, 5, "a", "a-3-2")), Ledger.read(Ledger.refusals(file())));
  }

  @Test
  void theHighestTokenIsRememberedByTheFile() throws IOException {
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(7, "a", "a-7-1");
    }
    try (Ledger ledger = Ledger.open(file())) {
      assertInstanceOf(Ledger.Outcome.Refused.class, ledger.append(6, "b", "b-6-1"));
    }
  }

  @Test
  void anUnfinishedAppendOfADeadWriterIsCutOff() throws IOException {
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(1, "a", "a-1-1");
      Files.writeString(file(), "{\"sequence\":2,\"tok", StandardOpenOption.APPEND);

      assertEquals(List.of("a-1-1"), ids(Ledger.read(file())));
      ledger.append(1, "a", "a-1-2");
    }
    assertEquals(List.of("a-1-1", "a-1-2"), ids(Ledger.read(file())));
  }

  @Test
  void aFirstAppendThatWasNotFinishedIsCutOffToo() throws IOException {
    Files.writeString(file(), "{\"seq");
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(1, "a", "a-1-1");
    }
    assertEquals(List.of(new LedgerEntry(1, 1, 0, "a", "a-1-1")), Ledger.read(file()));
  }

  @Test
  void aDamagedLedgerAcceptsNothing() throws IOException {
    Files.writeString(file(), "not an entry\n");
    try (Ledger ledger = Ledger.open(file())) {
      IOException thrown = assertThrows(IOException.class, () -> ledger.append(9, "a", "a-9-1"));
      assertEquals("Ledger " + file() + " is damaged at: not an entry", thrown.getMessage());
    }
  }

  @Test
  void writersAtOnceLoseNothingAndNeverPutALowerTokenAfterAHigher() throws Exception {
    int writers = 4;
    int appends = 100;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<Integer>> accepted = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      accepted.add(threads.submit(() -> write(writer, appends)));
    }
    int expected = 0;
    for (Future<Integer> each : accepted) {
      expected += each.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();

    List<LedgerEntry> entries = Ledger.read(file());
    assertEquals(expected, entries.size());
    assertEquals(writers * appends, expected + Ledger.read(Ledger.refusals(file())).size());
    for (int i = 0; i < entries.size(); i++) {
      assertEquals(i + 1, entries.get(i).sequence());
      assertTrue(i == 0 || entries.get(i).token() >= entries.get(i - 1).token());
    }
  }

  @Test
  void whatIsAddedIsReadOnceAndInWholeLinesOnly() throws IOException {
    LedgerTail tail = new LedgerTail(file());
    assertEquals(List.of(), tail.next());
    try (Ledger ledger = Ledger.open(file())) {
      ledger.append(1, "a", "a-1-1");
      assertEquals(List.of("a-1-1"), ids(tail.next()));
      Files.writeString(file(), "{\"sequence\":2", StandardOpenOption.APPEND);
      assertEquals(List.of(), tail.next());
      ledger.append(1, "a", "a-1-2");
      assertEquals(List.of("a-1-2"), ids(tail.next()));
    }
  }

  private int write(int writer, int appends) throws IOException {
    int accepted = 0;
    try (Ledger ledger = Ledger.open(file())) {
      for (int i = 0; i < appends; i++) {
        var outcome = ledger.append(i / 10 + 1, "w" + writer, "w" + writer + "-" + i);
        accepted += outcome instanceof Ledger.Outcome.Accepted ? 1 : 0;
      }
    }
    return accepted;
  }

  private Path file() {
    return directory.resolve("ledger");
  }

  private static List<String> ids(List<LedgerEntry> entries) {
    return entries.stream().map(LedgerEntry::id).toList();
  }
}
