package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.primitive.session.SessionId;
import io.atomix.protocols.raft.protocol.OpenSessionResponse;
import io.atomix.protocols.raft.protocol.PublishRequest;
import io.atomix.protocols.raft.protocol.RaftClientProtocol;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the voters, one of them at a time, in the library's messages: reads and commands within
 * a session. The library's own client sends what failed again, a second later and later still, and
 * holds up all that follows; this one sends a command once. Whatever goes wrong ends the session,
 * and the next begins at another voter.
 *
 * <p>What it is told is passed on in the loop, which runs everything here.
 */
final class Line {

  private static final String MAP = "records";
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final int MOST_WAITING = 10_000;
  private static final int KEEP_ALIVES = 4; // In the time a session lasts without.

  private final RaftClientProtocol voters;
  private final Rotation rotation;
  private final MemberId self;
  private final Duration sessionTimeout;
  private final EventLoop loop;
  private final Listener listener;
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private @Nullable Session session;
  private boolean closed;
  private long seen;

  /** Who is told of changes. Called in the loop. */
  interface Listener {

    /** A record changed to a version, or to none: {@link Hint#UNKNOWN}. */
    void changed(String path, long version);

    /** Anything may have changed. */
    void anythingChanged();
  }

  Line(
      RaftClientProtocol voters,
      Rotation rotation,
      MemberId self,
      Duration sessionTimeout,
      EventLoop loop,
      Listener listener) {
    this.voters = voters;
    this.rotation = rotation;
    this.self = self;
    this.sessionTimeout = sessionTimeout;
    this.loop = loop;
    this.listener = listener;
  }

  void start() {
    loop.execute(this::begin);
    loop.schedule(sessionTimeout.dividedBy(KEEP_ALIVES), this::keepAliveFromNowOn);
  }

  /**
   * Asks until there is an answer that will do, or nobody wants it any more.
   *
   * @param check whether an answer will do; called in the loop as it comes
   * @param read reads it
   */
  <T> CompletableFuture<T> query(
      PrimitiveOperation operation, Check check, Function<byte @Nullable [], T> read) {
    Query<T> query = new Query<>(operation, check, read, new CompletableFuture<>());
    loop.execute(() -> ask(query));
    return query.answer();
  }

  /**
   * Sends once, if somebody still wants it when there is a session; what fails is not known.
   *
   * @param read reads the answer, in the loop as it comes
   */
  <T> CompletableFuture<T> command(
      PrimitiveOperation operation, Function<byte @Nullable [], T> read) {
    Command<T> command = new Command<>(operation, read, new CompletableFuture<>());
    loop.execute(() -> send(command));
    return command.answer();
  }

  /** Whether an answer will do. */
  interface Check {

    /**
     * Whether this one does. Called in the loop as it comes.
     *
     * @param index the entry of the log up to which the map had been filled then
     */
    boolean willDo(long index, byte @Nullable [] value);
  }

  private record Query<T>(
      PrimitiveOperation operation,
      Check check,
      Function<byte @Nullable [], T> read,
      CompletableFuture<T> answer) {}

  private record Command<T>(
      PrimitiveOperation operation,
      Function<byte @Nullable [], T> read,
      CompletableFuture<T> answer) {}

  /** Ends the session. Waits for nobody. */
  void close() {
    loop.execute(
        () -> {
          closed = true;
          waiting.clear();
          end(session);
        });
  }

  private <T> void ask(Query<T> query) {
    Session in = session;
    if (in == null) {
      await(query.answer(), () -> ask(query));
      return;
    }
    if (query.answer().isDone()) {
      return;
    }
    MemberId voter = rotation.current();
    // A voter answers when it has applied what this process has seen.
    inLoop(
        voters.query(voter, Requests.query(in.id(), seen, query.operation())),
        (response, error) -> {
          if (error == null && response.status() == RaftResponse.Status.OK) {
            seen = Math.max(seen, response.index());
            if (query.check().willDo(response.index(), response.result())) {
              query.answer().complete(query.read().apply(response.result()));
            } else {
              ask(query);
            }
            return;
          }
          if (error == null && Answers.isGone(response.error())) {
            lose(in);
          }
          rotation.leave(voter);
          loop.schedule(PAUSE, () -> ask(query));
        });
  }

  private <T> void send(Command<T> command) {
    Session in = session;
    if (in == null) {
      await(command.answer(), () -> send(command));
      return;
    }
    if (command.answer().isDone()) {
      return;
    }
    MemberId voter = rotation.current();
    long number = in.nextCommand();
    inLoop(
        voters.command(voter, Requests.command(in.id(), number, command.operation())),
        (response, error) -> {
          if (error == null && response.status() == RaftResponse.Status.OK) {
            in.answered(number);
            seen = Math.max(seen, response.index());
            command.answer().complete(command.read().apply(response.result()));
            return;
          }
          command
              .answer()
              .completeExceptionally(
                  new BackendException(
                      voter
                          + " did not carry it out, or not say so: "
                          + Answers.why(response, error)));
          rotation.leave(voter);
          lose(in);
        });
  }

  private void await(CompletableFuture<?> answer, Runnable then) {
    if (closed || waiting.size() >= MOST_WAITING) {
      answer.completeExceptionally(
          new BackendException("too much waits for the voters; nothing was sent"));
      return;
    }
    waiting.add(then);
  }

  private void begin() {
    if (closed || session != null) {
      return;
    }
    MemberId voter = rotation.current();
    inLoop(
        voters.openSession(voter, Requests.open(self, MAP, sessionTimeout)),
        (response, error) -> {
          if (error == null && response.status() == RaftResponse.Status.OK) {
            begun(response);
          } else {
            rotation.leave(voter);
            loop.schedule(PAUSE, this::begin);
          }
        });
  }

  private void begun(OpenSessionResponse response) {
    Session begun = new Session(SessionId.from(response.session()));
    session = begun;
    if (closed) {
      end(begun);
      return;
    }
    voters.registerPublishListener(begun.id(), event -> hear(begun, event), loop);
    CompletableFuture<?> unused =
        command(MapCalls.listen(), answer -> begun).thenRun(listener::anythingChanged);
    keepAlive();
    Deque<Runnable> now = new ArrayDeque<>(waiting);
    waiting.clear();
    now.forEach(Runnable::run);
  }

  private void hear(Session in, PublishRequest event) {
    if (in != session) {
      return;
    }
    seen = Math.max(seen, event.eventIndex());
    boolean complete = in.follows(event.eventIndex(), event.previousIndex());
    event.events().forEach(each -> MapCalls.changed(each.value(), listener::changed));
    if (!complete) {
      listener.anythingChanged();
    }
  }

  private void keepAliveFromNowOn() {
    keepAlive();
    if (!closed) {
      loop.schedule(sessionTimeout.dividedBy(KEEP_ALIVES), this::keepAliveFromNowOn);
    }
  }

  private void keepAlive() {
    Session in = session;
    if (in == null) {
      return;
    }
    MemberId voter = rotation.current();
    inLoop(
        voters.keepAlive(voter, in.keepAlive()),
        (response, error) -> {
          if (error != null || response.status() != RaftResponse.Status.OK) {
            rotation.leave(voter);
          } else if (Answers.isKept(response, in.id())) {
            rotation.prefer(response.leader());
          } else {
            lose(in);
          }
        });
  }

  private void lose(Session lost) {
    if (session == lost) {
      end(lost);
      begin();
    }
  }

  private void end(@Nullable Session ended) {
    session = null;
    if (ended != null) {
      voters.unregisterPublishListener(ended.id());
      CompletableFuture<?> unused =
          voters.closeSession(rotation.current(), Requests.close(ended.id()));
    }
  }

  private <T> void inLoop(CompletableFuture<T> answer, BiConsumer<T, @Nullable Throwable> then) {
    CompletableFuture<?> unused =
        answer.whenComplete((value, error) -> loop.execute(() -> then.accept(value, error)));
  }
}
