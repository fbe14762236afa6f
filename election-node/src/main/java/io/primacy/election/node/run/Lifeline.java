package io.primacy.election.node.run;

import io.primacy.election.Elections;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What ties a supervised node to its supervisor: a Unix socket on which it says which run it is,
 * before it stands anywhere, and then gives signs of life. Each has gone through the loop that
 * renews the session, so a node whose loop stands still is silent, whatever its other threads do.
 *
 * <p>The kernel keeps what was said for a supervisor that has not read it yet, also when this
 * process dies; and tells this process when the supervisor is gone.
 */
public final class Lifeline {

  /** The system property that tells a node where its supervisor listens. */
  public static final String PROPERTY = "primacy.lifeline";

  /** Before the number of the run. */
  public static final String RUN = "run ";

  /** A sign of life. */
  public static final String BEAT = "beat";

  /** The elections are closed; what is left is the end of the process. */
  public static final String CLOSED = "closed";

  private final SocketChannel channel;
  private final Elections elections;
  private final Duration every;
  private final CountDownLatch cut = new CountDownLatch(1);

  private Lifeline(SocketChannel channel, Elections elections, Duration every) {
    this.channel = channel;
    this.elections = elections;
    this.every = every;
  }

  /**
   * Ties this process to its supervisor, if it has one.
   *
   * @param every how often it gives a sign of life
   * @param orphaned called once, on a thread of its own, when the supervisor is gone
   */
  static void begin(Elections elections, Duration every, Runnable orphaned) {
    Optional<String> path = Optional.ofNullable(System.getProperty(PROPERTY));
    if (path.isEmpty()) {
      return;
    }
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path.get()));
      Lifeline line = new Lifeline(channel, elections, every);
      line.say(RUN + elections.run());
      start("lifeline-beats", line::beat);
      start("lifeline-end", () -> line.awaitEnd(orphaned));
    } catch (IOException e) {
      // It died between starting this process and now.
      start("lifeline-end", orphaned);
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void beat() {
    try {
      do {
        elections.pulse().toCompletableFuture().get();
        say(BEAT);
      } while (!cut.await(every.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException closed) {
      sayClosed();
    } catch (IOException e) {
      // The end of the line is seen by who reads it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayClosed() {
    try {
      say(CLOSED);
    } catch (IOException e) {
      // As above.
    }
  }

  /* Nothing is ever said to a node; what it waits for is the end. */
  private void awaitEnd(Runnable orphaned) {
    try {
      while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
    } catch (IOException e) {
      // As good as the end.
    }
    cut.countDown();
    orphaned.run();
  }

  private void say(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
