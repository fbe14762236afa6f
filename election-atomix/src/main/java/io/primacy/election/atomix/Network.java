package io.primacy.election.atomix;

import io.atomix.cluster.Member;
import io.atomix.cluster.MemberId;
import io.atomix.cluster.messaging.MessagingConfig;
import io.atomix.cluster.messaging.UnicastService;
import io.atomix.cluster.messaging.impl.DefaultClusterCommunicationService;
import io.atomix.utils.net.Address;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What goes between voters and clients: the library's messages over its own connections. */
final class Network implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Network.class.getName());
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 2; // To each other process.
  private static final int GRACE = 4; // A part of the time for an answer.

  private final Connections messages;
  private final Roster roster;
  private final Duration patience;
  private final EventLoop loop;
  private final Set<MemberId> stuck = ConcurrentHashMap.newKeySet();

  private Network(Connections messages, Roster roster, Duration patience, EventLoop loop) {
    this.messages = messages;
    this.roster = roster;
    this.patience = patience;
    this.loop = loop;
  }

  /**
   * Listens. Waits for nobody.
   *
   * @param patience how long an answer may take
   * @throws BackendException when it can not listen there
   */
  static Network open(
      String cluster,
      Roster roster,
      String bind,
      MessagingConfig config,
      Duration patience,
      EventLoop loop) {
    Address self = roster.getLocalMember().address();
    config.setInterfaces(List.of(bind)).setConnectionPoolSize(CONNECTIONS);
    Connections messages = new Connections(cluster, self, config);
    try {
      messages.start().join();
    } catch (CompletionException e) {
      var unused = messages.stop();
      throw cannotListen(bind, self.port(), e.getCause());
    }
    return new Network(messages, roster, patience, loop);
  }

  Roster roster() {
    return roster;
  }

  /** Communication whose requests end after a time of this one's choosing. */
  Courier courier(Duration timeout) {
    return new Courier(timeout);
  }

  Courier courier() {
    return courier(patience);
  }

  /** Asks another voter something of our own. */
  CompletableFuture<byte[]> ask(MemberId whom, String subject, byte[] question) {
    return courier().send(subject, question, Function.identity(), Function.identity(), whom, null);
  }

  /**
   * Stops listening and closes all connections. The library's threads take two seconds more to end,
   * for which nobody waits.
   */
  @Override
  public void close() {
    try {
      messages.stop().get(LONGEST_CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "Closing the network failed", e);
    }
  }

  private static BackendException cannotListen(String bind, int port, @Nullable Throwable cause) {
    return new BackendException(
        "Asked to listen at "
            + bind
            + ":"
            + port
            + "; that is not possible: "
            + cause
            + ". If this voter runs already, stop that; otherwise correct election.atomix.members,"
            + " bind or address.",
        cause == null ? new IOException("unknown") : cause);
  }

  /**
   * The library times out after five times the slowest of the last ten answers, which under load is
   * too soon, and sends events over UDP; here requests have a fixed time and everything is TCP.
   */
  final class Courier extends DefaultClusterCommunicationService {

    private final Duration timeout;

    private Courier(Duration timeout) {
      super(roster, messages, new NoDatagrams());
      this.timeout = timeout;
    }

    /**
     * Ends even when the library waits for a connection. It does so for ever when one was closed
     * before the other side had greeted, and lets all that goes the same way wait with it; whoever
     * is concerned gets a connection for each message from then on.
     */
    @Override
    public <M, R> CompletableFuture<R> send(
        String subject,
        M message,
        Function<M, byte[]> encoder,
        Function<byte[], R> decoder,
        MemberId to,
        @Nullable Duration given) {
      Duration limit = given == null ? timeout : given;
      Member member = roster.getMember(to);
      if (member == null) {
        return CompletableFuture.failedFuture(new ConnectException("nobody is called " + to));
      }
      byte[] request;
      try {
        request = encoder.apply(message);
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
      CompletableFuture<R> answer =
          messages
              .sendAndReceive(member.address(), subject, request, !stuck.contains(to), limit)
              .thenApply(decoder);
      Registration timer =
          loop.schedule(
              limit.plus(limit.dividedBy(GRACE)),
              () -> {
                if (answer.completeExceptionally(
                    new TimeoutException("no connection to " + to + " in time"))) {
                  stuck.add(to);
                }
              });
      return answer.whenComplete((value, error) -> timer.close());
    }

    @Override
    public <M> CompletableFuture<Void> unicast(
        String subject, M message, Function<M, byte[]> encoder, MemberId to, boolean reliable) {
      return super.unicast(subject, message, encoder, to, true);
    }
  }

  private static final class NoDatagrams implements UnicastService {

    @Override
    public void unicast(Address address, String subject, byte[] message) {
      throw new UnsupportedOperationException("Everything goes over TCP");
    }

    @Override
    public void addListener(
        String subject, BiConsumer<Address, byte[]> listener, Executor executor) {}

    @Override
    public void removeListener(String subject, BiConsumer<Address, byte[]> listener) {}
  }
}
