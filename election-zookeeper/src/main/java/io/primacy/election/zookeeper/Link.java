package io.primacy.election.zookeeper;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/**
 * One session with the ensemble, from its first connection to its expiry.
 *
 * <p>Requests are queued and never block or repeat; answers come in the order of the requests, on
 * ZooKeeper's event thread. What was not answered is refused with {@link Code#CONNECTIONLOSS} or
 * the like.
 */
/*
 * Within a session a server that is behind what the client has seen refuses it. Between sessions
 * nobody remembers: the server of a new one may be behind the server of the last (a session kept by
 * one server only is made without asking the others). Each session therefore begins with a
 * transaction that changes nothing, and no read is believed before that is answered: a server
 * answers a transaction when it has applied it and everything ordered before it, which includes
 * all that any earlier session has shown us. A sync would not do: it asks no majority.
 */
final class Link {

  private final ZooKeeper zooKeeper;
  private final String root;
  private final List<ACL> acl;
  private final Commits commits;
  private final AtomicBoolean catchingUp = new AtomicBoolean();

  private volatile boolean caughtUp; // Written by ZooKeeper's event thread.

  Link(ZooKeeper zooKeeper, String root, List<ACL> acl) {
    this.zooKeeper = zooKeeper;
    this.root = root;
    this.acl = acl;
    this.commits =
        new Commits((operations, answered) -> zooKeeper.multi(operations, answered, null));
  }

  ZooKeeper zooKeeper() {
    return zooKeeper;
  }

  /** Waits until the server has applied all that was committed before this call. */
  void catchUp(Runnable then, Consumer<Code> refused) {
    zooKeeper.multi(
        List.of(Op.check(root, -1)),
        (rc, path, context, results) -> {
          Code code = code(rc);
          if (Refusal.isLoss(code) || code == Code.AUTHFAILED) {
            refused.accept(code);
            return;
          }
          // Refused by the ensemble is as good: a refusal has its place in the order too.
          caughtUp = true;
          then.run();
        },
        null);
  }

  void read(String path, Consumer<Optional<Znode>> then, Consumer<Code> refused) {
    if (!caughtUp && catchingUp.compareAndSet(false, true)) {
      catchUp(() -> catchingUp.set(false), code -> catchingUp.set(false));
    }
    zooKeeper.getData(
        path,
        false,
        (int rc, String asked, Object context, byte[] data, Stat stat) -> {
          Code code = code(rc);
          if (code == Code.OK && caughtUp) {
            then.accept(Optional.of(new Znode(data == null ? new byte[0] : data, stat)));
          } else if (code == Code.NONODE && caughtUp) {
            then.accept(Optional.empty());
          } else {
            refused.accept(code == Code.OK || code == Code.NONODE ? Code.CONNECTIONLOSS : code);
          }
        },
        null);
  }

  void commit(Commits.Commit write) {
    commits.add(write);
  }

  Op creation(String path, byte[] data) {
    return Op.create(path, data, acl, CreateMode.PERSISTENT);
  }

  /** Makes an empty znode. */
  void create(String path, Runnable then, Consumer<Code> refused) {
    zooKeeper.create(
        path,
        new byte[0],
        acl,
        CreateMode.PERSISTENT,
        (rc, asked, context, made) -> answer(rc, then, refused),
        null);
  }

  void delete(String path, Consumer<Code> refused) {
    zooKeeper.delete(path, -1, (rc, asked, context) -> answer(rc, () -> {}, refused), null);
  }

  void watch(String path, Watcher watcher, Runnable then, Consumer<Code> refused) {
    zooKeeper.addWatch(
        path,
        watcher,
        AddWatchMode.PERSISTENT,
        (rc, asked, context) -> answer(rc, then, refused),
        null);
  }

  /** Ends the watch of a path, of which there is one at most in a session. */
  void unwatch(String path, Consumer<Code> refused) {
    // Asked to remove one watcher, the client lets the server keep the watch; asked for all, not.
    zooKeeper.removeAllWatches(
        path, WatcherType.Any, true, (rc, asked, context) -> answer(rc, () -> {}, refused), null);
  }

  private static void answer(int rc, Runnable then, Consumer<Code> refused) {
    Code code = code(rc);
    if (code == Code.OK) {
      then.run();
    } else {
      refused.accept(code);
    }
  }

  static Code code(int rc) {
    Code code = Code.get(rc);
    return code == null ? Code.SYSTEMERROR : code;
  }

  /** A znode as a server showed it. */
  static final class Znode {

    private final byte[] data;
    private final Stat stat;

    private Znode(byte[] data, Stat stat) {
      this.data = data;
      this.stat = stat;
    }

    byte[] data() {
      return data;
    }

    Stat stat() {
      return stat;
    }
  }
}
