package io.primacy.bench.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.ZooKeeper;

/** ZooKeeper's client with nothing above it. */
final class BareClient {

  static final String NAME = "bare ZooKeeper";

  static final int LIMIT_SECONDS = 30;

  private static final int SESSION_MILLIS = 4_000;

  private BareClient() {}

  /** Connected. */
  static ZooKeeper open(String connect) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client = new ZooKeeper(connect, SESSION_MILLIS, event -> connected.countDown());
    if (!connected.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      client.close();
      throw new IllegalStateException("No ZooKeeper at " + connect);
    }
    return client;
  }

  /** About what an election's record holds. */
  static byte[] content() {
    return new byte[200];
  }
}
