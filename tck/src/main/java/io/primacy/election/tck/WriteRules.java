package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import java.util.Optional;

/** Conditional writes. */
class WriteRules {

  private static final RecordKey KEY = new RecordKey("tck", "write");

  @Rule("WRITE-1")
  final void aRecordThatDoesNotExistIsCreated(TckCluster cluster) {
    Client a = cluster.client("a");

    long version = a.commit(KEY, 0, "first");

    a.catchUp(KEY, version);
    assertEquals("first", Client.text(a.read(KEY)));
    assertEquals(Optional.of(version), a.read(KEY).map(StoredRecord::version));
  }
}
