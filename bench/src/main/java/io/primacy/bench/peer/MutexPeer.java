package io.primacy.bench.peer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.zookeeper.data.Stat;

/**
 * Curator's InterProcessMutex: whoever holds the lock leads. A thread waits for it, acts and
 * releases it. It tells nobody that it was lost, so only what goes as planned is measured of it.
 */
final class MutexPeer implements Peer {

  @Override
  public String name() {
    return "InterProcessMutex";
  }

  @Override
  public boolean keepsThreads() {
    return true;
  }

  @Override
  public Member join(String service, String node, Duration session) throws Exception {
    return new CuratorMember(service, node, session) {
      @Override
      public Seat begin(String election, Duties duties) {
        return new MutexSeat(client, path("mutex", election), duties);
      }
    };
  }

  private static final class MutexSeat implements Seat {
    private final CuratorFramework client;
    private final InterProcessMutex mutex;
    private final Duties duties;
    private final CountDownLatch left = new CountDownLatch(1);
    private final Thread thread;

    MutexSeat(CuratorFramework client, String path, Duties duties) {
      this.client = client;
      this.mutex = new InterProcessMutex(client, path);
      this.duties = duties;
      thread = new Thread(this::lead, "holds" + path);
      thread.setDaemon(true);
      thread.start();
    }

    private void lead() {
      try {
        mutex.acquire();
        try {
          duties.begin();
          left.await();
          duties.end();
        } finally {
          mutex.release();
        }
      } catch (Exception e) {
        if (client.getState() == CuratorFrameworkState.STARTED) { // Otherwise its member left.
          throw new IllegalStateException("The lock " + thread.getName() + " failed", e);
        }
      }
    }

    @Override
    public void awaitRecorded() throws Exception {
      CuratorMember.await("a node of " + thread.getName(), this::isRecorded);
    }

    private boolean isRecorded() throws Exception {
      long session = client.getZookeeperClient().getZooKeeper().getSessionId();
      for (String path : mutex.getParticipantNodes()) {
        Stat stat = client.checkExists().forPath(path);
        if (stat != null && stat.getEphemeralOwner() == session) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean leads() {
      return mutex.isAcquiredInThisProcess();
    }

    /** Only for who leads: a thread that waits for the lock goes on waiting. */
    @Override
    public void leave() throws Exception {
      left.countDown();
      thread.join();
    }
  }
}
