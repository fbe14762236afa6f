package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keys, namespaces and values: what goes in comes out, and nowhere else. */
class KeyRules {

  private static final RecordKey KEY = new RecordKey("tck", "key");

  /** Pairs of these have been taken for one another by some encoding or other. */
  private static final List<RecordKey> LOOKALIKES =
      List.of(
          new RecordKey("tck", "key"),
          new RecordKey("tck", "KEY"),
          new RecordKey("TCK", "key"),
          new RecordKey("tck", "key.1"),
          new RecordKey("tck", "key-1"),
          new RecordKey("tck", "key_1"),
          new RecordKey("tck.key", "1"),
          new RecordKey("tck-key", "1"),
          new RecordKey("tck_key", "1"),
          new RecordKey("tck", "tck"),
          new RecordKey("key", "tck"));

  @Rule("KEY-1")
  final void keysAreKeptApart(TckCluster cluster) {
    Client a = cluster.client("a");

    LOOKALIKES.forEach(key -> a.commit(key, 0, key.toString()));

    LOOKALIKES.forEach(key -> requireText(a, key, key.toString()));
  }

  @Rule("KEY-2")
  final void namespacesAreKeptApart(TckCluster cluster) {
    List<String> namespaces =
        List.of(
            cluster.namespace("tck"),
            cluster.namespace("tck").replace("-tck", ".tck"),
            cluster.namespace("TCK"),
            cluster.namespace("tck-tck"));
    List<Client> clients =
        namespaces.stream()
            .map(name -> cluster.client("a", name, cluster.harness().lease()))
            .toList();

    for (int i = 0; i < clients.size(); i++) {
      assertEquals(Optional.empty(), clients.get(i).read(KEY), namespaces.get(i));
      clients.get(i).commit(KEY, 0, namespaces.get(i));
    }

    for (int i = 0; i < clients.size(); i++) {
      requireText(clients.get(i), KEY, namespaces.get(i));
    }
  }

  @Rule("KEY-3")
  final void anyBytesAreKept(TckCluster cluster) {
    Client a = cluster.client("a");
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }

    requireKept(cluster, a, new RecordKey("tck", "empty"), new byte[0]);
    requireKept(cluster, a, new RecordKey("tck", "all"), all);
    requireKept(cluster, a, new RecordKey("tck", "utf-8"), Client.bytes("Wähler 選挙 \uD83D\uDDF3"));
  }

  @Rule("KEY-4")
  final void theLargestValueIsKept(TckCluster cluster) {
    Client a = cluster.client("a");
    byte[] largest = new byte[StoredRecord.MAX_BYTES];
    for (int i = 0; i < largest.length; i++) {
      largest[i] = (byte) (i * 31 + i / 251);
    }

    requireKept(cluster, a, KEY, largest);
  }

  @Rule("KEY-5")
  final void theLongestNamesAreKept(TckCluster cluster) {
    Client a = cluster.client("a");
    String longest = "x".repeat(119);
    List<RecordKey> keys =
        List.of(
            new RecordKey(longest + "1", longest + "1"),
            new RecordKey(longest + "1", longest + "2"));

    keys.forEach(key -> a.commit(key, 0, key.name()));

    keys.forEach(key -> requireText(a, key, key.name()));
  }

  /* What conflicts with the record is not stale, as a read may be. */
  private static void requireText(Client client, RecordKey key, String text) {
    assertEquals(text, Client.text(client.conflict(key, 0, "in its place")), key::toString);
  }

  private static void requireKept(TckCluster cluster, Client client, RecordKey key, byte[] value) {
    CompletionStage<WriteOutcome> write = client.backend().write(key, 0, value.clone());
    WriteOutcome outcome =
        cluster.patience().result(cluster.harness().eventually(), "writing " + key, write);
    if (!(outcome instanceof WriteOutcome.Committed committed)) {
      throw new AssertionError("Expected: " + key + " is committed, found: " + outcome);
    }
    client.catchUp(key, committed.version());
    assertArrayEquals(value, client.read(key).orElseThrow().value(), key::toString);
  }
}
