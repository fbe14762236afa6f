package io.primacy.bench.write;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** ZooKeeper's client: {@code setData} with a version. */
final class ZooKeeperStore implements Store {

  private static final int LIMIT_SECONDS = 30;

  private final ZooKeeper client;

  ZooKeeperStore(String connect, Duration session) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    client = new ZooKeeper(connect, (int) session.toMillis(), event -> connected.countDown());
    if (!connected.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      client.close();
      throw new IllegalStateException("No ZooKeeper at " + connect);
    }
  }

  @Override
  public Chain make(String name, byte[] value) throws Exception {
    String path = "/bare-" + name;
    client.create(path, value, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    return new Node(path);
  }

  private final class Node implements Chain {
    private final String path;
    private volatile int version;

    Node(String path) {
      this.path = path;
    }

    @Override
    public CompletionStage<?> write(byte[] value) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      client.setData(
          path,
          value,
          version,
          (code, at, context, stat) -> {
            if (code == KeeperException.Code.OK.intValue()) {
              version = stat.getVersion();
              done.complete(null);
            } else {
              done.completeExceptionally(
                  KeeperException.create(KeeperException.Code.get(code), at));
            }
          },
          null);
      return done;
    }
  }
}
