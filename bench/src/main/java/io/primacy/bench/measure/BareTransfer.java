package io.primacy.bench.measure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** The least that tells another client something: a write, the watch it fires, and a read. */
final class BareTransfer implements AutoCloseable {

  private static final String NODE = "/bare";
  private static final byte[] CONTENT = BareClient.content();

  private final ZooKeeper writer;
  private final ZooKeeper reader;
  private int version;
  private volatile CompletableFuture<Long> told = new CompletableFuture<>();

  BareTransfer(String connect) throws Exception {
    writer = BareClient.open(connect);
    reader = BareClient.open(connect);
    writer.create(NODE, CONTENT, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    look();
    told.get(BareClient.LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** In nanoseconds. */
  long once() throws Exception {
    CompletableFuture<Long> read = new CompletableFuture<>();
    told = read;
    long begun = System.nanoTime();
    version = writer.setData(NODE, CONTENT, version).getVersion();
    return read.get(BareClient.LIMIT_SECONDS, TimeUnit.SECONDS) - begun;
  }

  /* Reads, and watches on: when the next write comes, nothing is left to prepare. */
  private void look() {
    reader.getData(
        NODE,
        event -> look(),
        (code, path, context, data, stat) -> told.complete(System.nanoTime()),
        null);
  }

  @Override
  public void close() {
    try {
      writer.close();
      reader.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The servers end the sessions.
    }
  }
}
