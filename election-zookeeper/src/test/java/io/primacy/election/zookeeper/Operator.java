package io.primacy.election.zookeeper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;

/** Somebody with a shell on the ensemble. */
final class Operator implements AutoCloseable {

  private final ZooKeeper zooKeeper;

  Operator(String connect) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    zooKeeper =
        new ZooKeeper(
            connect,
            10_000,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    if (!connected.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Not connected to " + connect);
    }
  }

  ZooKeeper zooKeeper() {
    return zooKeeper;
  }

  void deleteAll(String path) throws Exception {
    try {
      ZKUtil.deleteRecursive(zooKeeper, path);
    } catch (KeeperException.NoNodeException e) {
      // As it should be.
    }
  }

  void create(String path, String data) throws Exception {
    create(path, data, Ids.OPEN_ACL_UNSAFE);
  }

  void create(String path, String data, List<ACL> acl) throws Exception {
    zooKeeper.create(path, data.getBytes(StandardCharsets.UTF_8), acl, CreateMode.PERSISTENT);
  }

  String get(String path) throws Exception {
    return new String(zooKeeper.getData(path, false, null), StandardCharsets.UTF_8);
  }

  List<String> children(String path) throws Exception {
    return zooKeeper.getChildren(path, false);
  }

  /** Says who may do what with a znode and all below it. */
  void allow(String path, List<ACL> acl) throws Exception {
    for (String znode : ZKUtil.listSubTreeBFS(zooKeeper, path)) {
      zooKeeper.setACL(znode, new ArrayList<>(acl), -1); // Its check fails on List.of.
    }
  }

  /** Writes something that nobody reads, over and over. */
  void writeOften(String path, int times) throws Exception {
    if (zooKeeper.exists(path, false) == null) {
      create(path, "");
    }
    for (int i = 0; i < times; i++) {
      zooKeeper.setData(path, new byte[1], -1);
    }
  }

  /** Ends the session of another client, as the ensemble does when it was silent for too long. */
  static void expire(String connect, ZooKeeper victim) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper twin =
        new ZooKeeper(
            connect,
            10_000,
            event -> {
              if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
              }
            },
            victim.getSessionId(),
            victim.getSessionPasswd());
    if (!connected.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Not connected to " + connect);
    }
    twin.close();
  }

  @Override
  public void close() {
    try {
      zooKeeper.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
