package io.primacy.bench.measure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** The least that tells another client something: a write, the watch it fires, and a read. */
final class BareTransfer implements AutoCloseable {

  private static final String NODE = "/bare";
  private static final int LIMIT_SECONDS = 30;
  private static final int SESSION_MILLIS = 4_000;
  private static final byte[] CONTENT = new byte[200]; // About what an election's record holds.

  private final ZooKeeper writer;
  private final ZooKeeper reader;
  private int version;
  private volatile CompletableFuture<Long> told = new CompletableFuture<>();

  BareTransfer(String connect) throws Exception {
    writer = open(connect);
    reader = open(connect);
    writer.create(NODE, CONTENT, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    look();
    told.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static ZooKeeper open(String connect) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client = new ZooKeeper(connect, SESSION_MILLIS, event -> connected.countDown());
    if (!connected.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      client.close();
      throw new IllegalStateException("No ZooKeeper at " + connect);
    }
    return client;
  }

  /** In nanoseconds. */
  long once() throws Exception {
    CompletableFuture<Long> read = new CompletableFuture<>();
    told = read;
    long begun = System.nanoTime();
    version = writer.setData(NODE, CONTENT, version).getVersion();
    return read.get(LIMIT_SECONDS, TimeUnit.SECONDS) - begun;
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
