package io.primacy.bench.peer;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** A Curator client, and what its recipes have in common here. */
abstract class CuratorMember implements Member {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_NANOS = 200_000;

  final CuratorFramework client;
  final String node;
  private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();

  CuratorMember(String service, String node, Duration session) throws InterruptedException {
    this.node = node;
    client =
        CuratorFrameworkFactory.builder()
            .connectString(service)
            .sessionTimeoutMs((int) session.toMillis())
            .connectionTimeoutMs((int) session.toMillis())
            .retryPolicy(new ExponentialBackoffRetry(100, 3))
            .build();
    client.start();
    if (!client.blockUntilConnected((int) LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("No ZooKeeper at " + service + " within " + LIMIT);
    }
  }

  static String path(String recipe, String election) {
    return "/" + recipe + "/" + election;
  }

  /** Something about a recipe that can only be asked for. */
  interface Question {
    boolean ask() throws Exception;
  }

  /** Returns when the answer is yes. */
  static void await(String what, Question question) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!question.ask()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("Not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /**
   * For a recipe with a thread of its own, which goes on without end or pause when only its client
   * is closed. Returns what ends it, once; leaving does so at the latest.
   */
  final Runnable endedOnLeaving(Runnable end) {
    ends.add(end);
    return () -> {
      if (ends.remove(end)) {
        end.run();
      }
    };
  }

  @Override
  public void leave() {
    ends.forEach(Runnable::run);
    client.close();
  }
}
