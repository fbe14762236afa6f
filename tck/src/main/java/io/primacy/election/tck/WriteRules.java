package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Conditional writes. */
class WriteRules {

  private static final RecordKey KEY = new RecordKey("tck", "write");
  private static final int ROUNDS = 20;
  private static final int MANY = 1_000;

  @Rule("WRITE-1")
  final void aRecordThatDoesNotExistIsCreated(TckCluster cluster) {
    Client a = cluster.client("a");

    long version = a.commit(KEY, 0, "first");

    a.catchUp(KEY, version);
    assertEquals("first", Client.text(a.read(KEY)));
  }

  @Rule("WRITE-2")
  final void aRecordThatExistsIsNotCreatedAgain(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long version = a.commit(KEY, 0, "first");

    b.conflict(KEY, 0, "second");

    b.catchUp(KEY, version);
    assertEquals("first", Client.text(b.read(KEY)));
  }

  @Rule("WRITE-3")
  final void aRecordIsReplacedAtTheExpectedVersion(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long first = a.commit(KEY, 0, "first");

    long second = b.commit(KEY, first, "second");

    a.catchUp(KEY, second);
    assertEquals("second", Client.text(a.read(KEY)));
    assertEquals(Optional.of(second), a.read(KEY).map(StoredRecord::version));
  }

  @Rule("WRITE-4")
  final void aWriteThatExpectsAnotherVersionHasNoEffect(TckCluster cluster) {
    Client a = cluster.client("a");
    long first = a.commit(KEY, 0, "first");
    long second = a.commit(KEY, first, "second");

    a.conflict(KEY, first, "too late");
    a.conflict(KEY, second + 1, "too early");

    assertEquals("second", Client.text(a.conflict(KEY, 0, "not there")));
  }

  @Rule("WRITE-5")
  final void aRecordThatDoesNotExistIsNotReplaced(TckCluster cluster) {
    Client a = cluster.client("a");

    Optional<StoredRecord> inTheWay = a.conflict(KEY, 1, "over nothing");

    assertEquals(Optional.empty(), inTheWay, "what a conflict with a missing record carries");
    assertEquals(Optional.empty(), a.read(KEY), "the record");
  }

  @Rule("WRITE-6")
  final void aConflictCarriesTheRecordInTheWay(TckCluster cluster) {
    Client a = cluster.client("a");
    Client b = cluster.client("b");
    long first = a.commit(KEY, 0, "first");
    long second = a.commit(KEY, first, "second");

    Optional<StoredRecord> inTheWay = b.conflict(KEY, first, "too late");

    assertEquals("second", Client.text(inTheWay));
    assertEquals(Optional.of(second), inTheWay.map(StoredRecord::version));
  }

  @Rule("WRITE-7")
  final void ofConcurrentWritersExactlyOneWins(TckCluster cluster) {
    List<Client> clients = List.of(cluster.client("a"), cluster.client("b"), cluster.client("c"));
    long version = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<CompletionStage<WriteOutcome>> sent = new ArrayList<>();
      for (Client client : clients) {
        sent.add(client.sendWrite(KEY, version, "round " + round + " by " + sent.size()));
      }
      version = requireOneWinner(cluster, clients.get(0), sent, round);
    }
  }

  @Rule(value = "WRITE-8", alone = true)
  final void aThousandRecordsWrittenAtOnceAreAllKept(TckCluster cluster) {
    Duration timeout = cluster.harness().eventually();
    Client a = cluster.client("a", cluster.namespace(), timeout);
    List<CompletionStage<WriteOutcome>> sent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sent.add(a.sendWrite(key(i), 0, "value " + i));
    }

    for (int i = 0; i < MANY; i++) {
      WriteOutcome outcome = cluster.patience().result(timeout, "writing " + key(i), sent.get(i));
      if (!(outcome instanceof WriteOutcome.Committed)) {
        throw new AssertionError("Expected: " + key(i) + " is committed, found: " + outcome);
      }
      assertEquals("value " + i, Client.text(a.conflict(key(i), 0, "again")));
    }
  }

  private static RecordKey key(int number) {
    return new RecordKey("tck", "many-" + number);
  }

  private static long requireOneWinner(
      TckCluster cluster, Client reader, List<CompletionStage<WriteOutcome>> sent, int round) {
    List<Integer> winners = new ArrayList<>();
    long version = 0;
    for (int i = 0; i < sent.size(); i++) {
      WriteOutcome outcome =
          cluster.patience().result(cluster.harness().eventually(), "a write", sent.get(i));
      if (outcome instanceof WriteOutcome.Committed committed) {
        winners.add(i);
        version = committed.version();
      } else if (outcome instanceof WriteOutcome.Unknown) {
        throw new AssertionError("Expected: a healthy service answers, found: " + outcome);
      }
    }
    assertEquals(1, winners.size(), "writers that won round " + round);
    reader.catchUp(KEY, version);
    assertEquals("round " + round + " by " + winners.get(0), Client.text(reader.read(KEY)));
    return version;
  }
}
