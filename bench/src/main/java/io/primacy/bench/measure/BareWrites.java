package io.primacy.bench.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** The least that acquires: each record made, and written on condition; all sent at once. */
final class BareWrites {

  private final ZooKeeper client;
  private final byte[] content = BareClient.content();
  private final CountDownLatch left;
  private final AtomicReference<Code> failed = new AtomicReference<>(Code.OK);

  private BareWrites(ZooKeeper client, int count) {
    this.client = client;
    this.left = new CountDownLatch(count);
  }

  /** In nanoseconds, for all of them. */
  static long of(int count, String connect) throws Exception {
    ZooKeeper client = BareClient.open(connect);
    try {
      return new BareWrites(client, count).write(count);
    } finally {
      client.close();
    }
  }

  private long write(int count) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      client.create(
          "/bare" + i,
          content,
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.PERSISTENT,
          (code, path, context, name) -> claim(code, path),
          null);
    }
    if (!left.await(BareClient.LIMIT_SECONDS, TimeUnit.SECONDS) || failed.get() != Code.OK) {
      throw new IllegalStateException("Bare writes: " + left.getCount() + " left, " + failed);
    }
    return System.nanoTime() - begun;
  }

  private void claim(int made, String path) {
    if (made == Code.OK.intValue()) {
      client.setData(path, content, 0, (code, at, context, stat) -> written(code), null);
    } else {
      written(made);
    }
  }

  private void written(int code) {
    failed.compareAndSet(Code.OK, Code.get(code));
    left.countDown();
  }
}
