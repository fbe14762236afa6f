package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads: stale at times, backwards never. */
class ReadRules {

  private static final RecordKey KEY = new RecordKey("tck", "read");
  private static final int WRITES = 50;

  @Rule("READ-1")
  final void aRecordThatDoesNotExistReadsAsNothing(TckCluster cluster) {
    Client a = cluster.client("a");

    assertEquals(Optional.empty(), a.read(KEY));
  }

  @Rule("READ-2")
  final void aReadCatchesUpWithTheWritesOfOthers(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long version = b.commit(KEY, 0, "first");
    b.catchUp(KEY, version);

    long later = a.commit(KEY, version, "second");

    b.catchUp(KEY, later);
    assertEquals("second", Client.text(b.read(KEY)));
  }

  @Rule("READ-3")
  final void readsNeverGoBackwards(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long written = 0;
    long seen = 0;
    for (int i = 0; i < WRITES; i++) {
      CompletionStage<WriteOutcome> write = a.sendWrite(KEY, written, "write " + i);
      seen = readForward(b, seen);
      seen = readForward(b, seen);
      written =
          version(cluster.patience().result(cluster.harness().eventually(), "a write", write));
      seen = readForward(b, seen);
    }
    b.catchUp(KEY, written);
  }

  @Rule("READ-4")
  final void aReadShowsValueAndVersionOfOneWrite(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long written = a.commit(KEY, 0, "0");
    for (int i = 1; i < WRITES; i++) {
      CompletionStage<WriteOutcome> write = a.sendWrite(KEY, written, String.valueOf(i));
      Optional<StoredRecord> seen = b.read(KEY);
      long next =
          version(cluster.patience().result(cluster.harness().eventually(), "a write", write));
      requireTogether(seen, written, i - 1);
      requireTogether(seen, next, i);
      written = next;
    }
  }

  /* Only says something of a read that saw that very version. */
  private static void requireTogether(Optional<StoredRecord> seen, long version, int value) {
    if (seen.isPresent() && seen.get().version() == version) {
      assertEquals(String.valueOf(value), Client.text(seen), () -> "value at version " + version);
    }
  }

  private static long readForward(Client reader, long seen) {
    long now = reader.read(KEY).map(StoredRecord::version).orElse(0L);
    assertTrue(now >= seen, () -> "A read showed version " + now + " after version " + seen);
    return now;
  }

  private static long version(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      return committed.version();
    }
    throw new AssertionError("Expected: the only writer commits, found: " + outcome);
  }
}
