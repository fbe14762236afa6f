package io.primacy.bench.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final ExecutorService service = Executors.newFixedThreadPool(4);
  private final List<Journal> journals =
      IntStream.range(0, 3).mapToObj(i -> new Journal()).toList();
  private final Load load = new Load(List.copyOf(journals));

  @AfterEach
  void end() {
    service.shutdownNow();
  }

  @Test
  void writesOneAtATimeToOneRecord() throws Exception {
    assertEquals(20, load.oneAtATime(20).size());
    assertEquals(20, journals.get(0).values());
    assertEquals(0, journals.get(1).values());
  }

  @Test
  void writesNoMoreThanAskedAndOneAtATimeToEach() throws Exception {
    assertTrue(load.severalAtOnce(1_000) > 0);
    assertEquals(1_000, journals.stream().mapToInt(Journal::values).sum());
    for (Journal journal : journals) {
      assertEquals(1, journal.mostUnderWay, "under way at once");
      assertTrue(journal.values() > 0, "a record that was not written");
    }
  }

  @Test
  void failsWhenOneWriteDoes() {
    Store.Chain broken = value -> CompletableFuture.failedFuture(new IllegalStateException("no"));
    Load half = new Load(List.of(journals.get(0), broken));
    assertThrows(ExecutionException.class, () -> half.severalAtOnce(10));
    assertThrows(ExecutionException.class, () -> new Load(List.of(broken)).oneAtATime(1));
  }

  /** Keeps what was written, and answers on another thread. */
  private final class Journal implements Store.Chain {
    private final Set<List<Byte>> written = new HashSet<>();
    private int underWay;
    private int mostUnderWay;

    @Override
    public synchronized CompletionStage<?> write(byte[] value) {
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      List<Byte> bytes = new ArrayList<>();
      for (byte one : value) {
        bytes.add(one);
      }
      assertTrue(written.add(bytes), "written twice");
      return CompletableFuture.runAsync(this::answered, service);
    }

    private synchronized void answered() {
      underWay--;
    }

    synchronized int values() {
      return written.size();
    }
  }
}
