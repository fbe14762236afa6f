package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.bytes;
import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.conflicting;
import static io.primacy.election.zookeeper.Nodes.get;
import static io.primacy.election.zookeeper.Nodes.key;
import static io.primacy.election.zookeeper.Nodes.read;
import static io.primacy.election.zookeeper.Nodes.text;
import static io.primacy.election.zookeeper.Nodes.unknown;
import static io.primacy.election.zookeeper.Nodes.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConditionalWriteTest {

  private static final String RECORD = "/primacy/test/elections/ledger";

  private static TestEnsemble ensemble;

  private Operator operator;
  private ZookeeperBackend a;
  private ZookeeperBackend b;

  @BeforeAll
  static void startServer() throws Exception {
    ensemble = TestEnsemble.of(1);
  }

  @AfterAll
  static void stopServer() {
    ensemble.close();
  }

  @BeforeEach
  void open() throws Exception {
    operator = new Operator(ensemble.connect());
    operator.deleteAll("/primacy");
    a = Nodes.open(ensemble.connect());
    b = Nodes.open(ensemble.connect());
  }

  @AfterEach
  void close() throws Exception {
    a.close();
    b.close();
    operator.close();
  }

  @Test
  void aRecordIsAbsentUntilItIsWrittenAndThenReadAsWritten() throws Exception {
    assertEquals(Optional.empty(), read(a, "ledger"));
    long first = committed(write(a, "ledger", 0, "one"));
    assertEquals(Optional.of(new StoredRecord(first, bytes("one"))), read(a, "ledger"));
    long second = committed(write(a, "ledger", first, "two"));
    assertTrue(second > first);
    assertEquals(Optional.of(new StoredRecord(second, bytes("two"))), read(b, "ledger"));
  }

  /** As many as a node that leads many elections writes at once. */
  @Test
  void writesThatComeTogetherShareTransactionsAndEachHasItsOwnOutcome() throws Exception {
    int many = 200;
    List<Long> versions = new ArrayList<>();
    List<CompletionStage<WriteOutcome>> writes = new ArrayList<>();
    committed(write(a, "warm", 0, "the places are there"));
    long before = committed(write(a, "before", 0, ""));
    for (int i = 0; i < many; i++) {
      writes.add(a.write(key("r" + i), 0, bytes("made " + i)));
    }
    for (CompletionStage<WriteOutcome> write : writes) {
      versions.add(committed(get(write)));
    }
    long after = committed(write(a, "after", 0, ""));
    // How many share one is up to the machine; each for itself, it would be one more than this.
    assertTrue(after - before <= many, "transactions: " + (after - before));

    Map<Integer, Long> current = new HashMap<>();
    for (int i = 0; i < many; i += 10) {
      current.put(i, committed(write(b, "r" + i, versions.get(i), "changed")));
    }
    writes.clear();
    for (int i = 0; i < many; i++) {
      writes.add(a.write(key("r" + i), versions.get(i), bytes("again " + i)));
    }
    for (int i = 0; i < many; i++) {
      WriteOutcome outcome = get(writes.get(i));
      if (current.containsKey(i)) {
        assertEquals(
            Optional.of(new StoredRecord(current.get(i), bytes("changed"))), conflicting(outcome));
      } else {
        long version = committed(outcome);
        assertTrue(version > versions.get(i));
        assertEquals(Optional.of(new StoredRecord(version, bytes("again " + i))), read(b, "r" + i));
      }
    }
  }

  /** Two that expect the same of one record, in one transaction. */
  @Test
  void ofTwoWritesOfOneRecordThatComeTogetherOneIsDone() throws Exception {
    long version = committed(write(a, "ledger", 0, "one"));
    List<CompletionStage<WriteOutcome>> others = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      others.add(a.write(key("other" + i), 0, bytes("before")));
    }
    CompletionStage<WriteOutcome> first = a.write(key("ledger"), version, bytes("first"));
    CompletionStage<WriteOutcome> second = a.write(key("ledger"), version, bytes("second"));
    boolean firstWon = get(first) instanceof WriteOutcome.Committed;
    long won = committed(get(firstWon ? first : second));
    Optional<StoredRecord> now =
        Optional.of(new StoredRecord(won, bytes(firstWon ? "first" : "second")));
    assertEquals(now, conflicting(get(firstWon ? second : first)));
    assertEquals(now, read(b, "ledger"));
    for (CompletionStage<WriteOutcome> other : others) {
      committed(get(other));
    }
  }

  @Test
  void aPersonCanReadARecordInTheShell() throws Exception {
    committed(write(a, "ledger", 0, "holder = n1\n"));
    assertTrue(operator.get(RECORD).matches("#id=[0-9a-f]{16}\nholder = n1\n"));
  }

  @Test
  void aWriteIsRefusedWithTheCurrentRecordUnlessItsVersionIsTheCurrentOne() throws Exception {
    long first = committed(write(a, "ledger", 0, "one"));
    assertEquals("one", text(conflicting(write(b, "ledger", 0, "other")).orElseThrow()));
    long second = committed(write(b, "ledger", first, "two"));
    StoredRecord two = new StoredRecord(second, bytes("two"));
    assertEquals(Optional.of(two), conflicting(write(a, "ledger", first, "stale")));
    assertEquals(Optional.of(two), conflicting(write(a, "ledger", second + 1, "future")));
    assertEquals(Optional.empty(), conflicting(write(a, "other", second, "absent")));
    assertEquals(Optional.of(two), read(a, "ledger"));
  }

  @Test
  void theVersionIsKnownToThoseWhoNeverReadTheRecord() throws Exception {
    long first = committed(write(a, "ledger", 0, "one"));
    long second = committed(write(b, "ledger", first, "two"));
    assertEquals("two", text(read(a, "ledger").orElseThrow()));
    assertTrue(second > first);
  }

  @Test
  void versionsRiseWhenAnOperatorDeletesTheRecord() throws Exception {
    long first = committed(write(a, "ledger", 0, "one"));
    operator.deleteAll(RECORD);
    assertEquals(Optional.empty(), read(a, "ledger"));
    assertEquals(Optional.empty(), conflicting(write(a, "ledger", first, "stale")));
    assertTrue(committed(write(a, "ledger", 0, "again")) > first);
  }

  @Test
  void versionsRiseWhenAnOperatorDeletesEverything() throws Exception {
    long first = committed(write(a, "ledger", 0, "one"));
    operator.deleteAll("/primacy");
    assertEquals(Optional.empty(), conflicting(write(a, "ledger", first, "stale")));
    assertTrue(committed(write(b, "ledger", 0, "again")) > first);
  }

  @Test
  void anOldVersionDoesNotMatchARecordThatWasMadeAgainWithTheSameCount() throws Exception {
    long old = committed(write(a, "ledger", 0, "same"));
    operator.deleteAll(RECORD);
    long made = committed(write(b, "ledger", 0, "same"));
    assertEquals(0, operator.zooKeeper().exists(RECORD, false).getVersion());
    assertEquals(
        Optional.of(new StoredRecord(made, bytes("same"))),
        conflicting(write(a, "ledger", old, "stale")));
    assertEquals("same", text(read(b, "ledger").orElseThrow()));
  }

  @Test
  void aRecordWhoseMarkWasDeletedIsMarkedAgainByTheNextWrite() throws Exception {
    long first = committed(write(a, "ledger", 0, "one"));
    deleteMarks();
    long second = committed(write(a, "ledger", first, "two"));
    assertTrue(second > first);
    assertEquals(1, operator.children(RECORD).size());
    assertEquals("#id=" + operator.children(RECORD).get(0) + "\ntwo", operator.get(RECORD));
    long third = committed(write(b, "ledger", second, "three"));
    assertEquals(Optional.of(new StoredRecord(third, bytes("three"))), read(a, "ledger"));
  }

  @Test
  void ofManyWritersOfARecordWithoutMarkOneSucceeds() throws Exception {
    for (int round = 0; round < 20; round++) {
      long version = committed(write(a, "r" + round, 0, "one"));
      read(b, "r" + round);
      for (String mark : operator.children("/primacy/test/elections/r" + round)) {
        operator.deleteAll("/primacy/test/elections/r" + round + "/" + mark);
      }
      List<CompletionStage<WriteOutcome>> writes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        writes.add((i % 2 == 0 ? a : b).write(key("r" + round), version, bytes("w" + i)));
      }
      assertEquals(1, committedOf(writes));
    }
  }

  @Test
  void ofManyCreatorsOneSucceeds() throws Exception {
    for (int round = 0; round < 20; round++) {
      List<CompletionStage<WriteOutcome>> writes = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        writes.add((i % 2 == 0 ? a : b).write(key("r" + round), 0, bytes("w" + i)));
      }
      assertEquals(1, committedOf(writes));
    }
  }

  @Test
  void aZnodeOfSomebodyElseIsNeitherReadNorReplaced() throws Exception {
    committed(write(a, "other", 0, "one"));
    operator.create(RECORD, "hello");
    String sentence =
        "Asked ZooKeeper to read "
            + RECORD
            + "; it holds 5 bytes that are no record of ours ('hello'). Delete that znode, or"
            + " choose another election.zookeeper.root.";
    var failure = assertThrows(ExecutionException.class, () -> read(a, "ledger"));
    assertEquals(sentence, failure.getCause().getMessage());
    assertEquals(sentence, unknown(write(a, "ledger", 0, "mine")).getMessage());
    assertEquals(sentence, unknown(write(a, "ledger", 7, "mine")).getMessage());
    assertEquals("hello", operator.get(RECORD));
  }

  @Test
  void theLargestValueIsAccepted() throws Exception {
    byte[] value = new byte[StoredRecord.MAX_BYTES];
    committed(get(a.write(key("large"), 0, value)));
    assertArrayEquals(value, read(b, "large").orElseThrow().value());
  }

  @Test
  void namespacesAndKindsAreApart() throws Exception {
    committed(write(a, "ledger", 0, "one"));
    try (var other = Nodes.open(ensemble.connect(), "other", Nodes.CALL_TIMEOUT)) {
      assertEquals(Optional.empty(), read(other, "ledger"));
      committed(write(other, "ledger", 0, "mine"));
    }
    assertEquals("one", text(read(a, "ledger").orElseThrow()));
  }

  private void deleteMarks() throws Exception {
    ZooKeeper zooKeeper = operator.zooKeeper();
    for (String mark : operator.children(RECORD)) {
      zooKeeper.delete(RECORD + "/" + mark, -1);
    }
  }

  private static long committedOf(List<CompletionStage<WriteOutcome>> writes) throws Exception {
    long committed = 0;
    for (CompletionStage<WriteOutcome> write : writes) {
      WriteOutcome outcome = get(write);
      if (outcome instanceof WriteOutcome.Committed) {
        committed++;
      } else {
        conflicting(outcome);
      }
    }
    return committed;
  }
}
