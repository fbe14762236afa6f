package io.primacy.election.atomix;

import io.atomix.cluster.messaging.MessagingConfig;
import io.atomix.cluster.messaging.impl.NettyMessagingService;
import io.atomix.utils.net.Address;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The library's connections, which end without a thread that waits for it.
 *
 * <p>The library's own way to stop is a task in the JDK's common pool, which waits there until its
 * event loops have ended: two seconds at least. That pool has one thread on a machine with two
 * cores, and from JDK 25 on nothing stands in for it. So the application's tasks waited, and so did
 * the stopping of the next one: its port was taken long after it was closed. And after a failure to
 * listen it did not stop at all, and left its threads behind.
 *
 * <p>What has to be closed is private there. The fields are those of 3.1.12, the last release.
 */
final class Connections extends NettyMessagingService {

  private static final VarHandle LISTENING = field("serverChannel", Channel.class);
  private static final VarHandle ACCEPTING = field("serverGroup", EventLoopGroup.class);
  private static final VarHandle WORKING = field("clientGroup", EventLoopGroup.class);
  private static final VarHandle TIMERS = field("timeoutExecutor", ScheduledExecutorService.class);

  Connections(String cluster, Address self, MessagingConfig config) {
    super(cluster, self, config);
  }

  /**
   * Ends all of it, also what is there of it after a start that failed. Waits for nobody.
   *
   * @return done, on a thread of the library, when the port is free
   */
  @Override
  public CompletableFuture<Void> stop() {
    @Nullable Channel listening = (Channel) LISTENING.get(this);
    if (listening == null || !listening.isOpen()) {
      end();
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> free = new CompletableFuture<>();
    listening
        .close()
        .addListener(
            closed -> {
              // The JDK gives the port back when the loop has looked at its channels once more.
              var unused =
                  listening.eventLoop().schedule(() -> freed(free), 1, TimeUnit.MILLISECONDS);
            });
    return free;
  }

  private void freed(CompletableFuture<Void> free) {
    free.complete(null);
    end();
  }

  private void end() {
    @Nullable EventLoopGroup accepting = (EventLoopGroup) ACCEPTING.get(this);
    @Nullable EventLoopGroup working = (EventLoopGroup) WORKING.get(this);
    @Nullable ScheduledExecutorService timers = (ScheduledExecutorService) TIMERS.get(this);
    if (accepting != null) {
      var unused = accepting.shutdownGracefully();
    }
    if (working != null) {
      var ended = working.shutdownGracefully();
      if (timers != null) {
        ended.addListener(done -> timers.shutdown());
      }
    }
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(NettyMessagingService.class, MethodHandles.lookup())
          .findVarHandle(NettyMessagingService.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Atomix 3.1.12 is needed: its connections have " + name, e);
    }
  }
}
