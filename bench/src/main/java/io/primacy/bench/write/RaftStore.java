package io.primacy.bench.write;

import io.primacy.bench.peer.RaftVoter;
import io.primacy.bench.peer.Voters;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jgroups.JChannel;
import org.jgroups.raft.RaftHandle;

/** JGroups-raft: an entry in the log, by {@code setAsync}. What it means nobody looks at. */
final class RaftStore implements Store {

  private static final int LIMIT_SECONDS = 60;
  private static final long LOOKS_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final RaftHandle raft;

  RaftStore(Voters voters, String node, Duration session) throws Exception {
    JChannel channel = RaftVoter.channel(voters, node, session, true);
    raft = new RaftHandle(channel, RaftVoter.keepingNothing());
    channel.connect("written");
  }

  @Override
  public Chain make(String name, byte[] value) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (raft.leader() == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOKS_EVERY_NANOS);
    }
    Chain log = this::append;
    log.write(value).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return log;
  }

  private CompletionStage<?> append(byte[] value) {
    try {
      return raft.setAsync(value, 0, value.length);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
