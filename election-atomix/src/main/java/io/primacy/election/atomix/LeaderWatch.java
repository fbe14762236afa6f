package io.primacy.election.atomix;

import io.atomix.cluster.Member;
import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.cluster.RaftMember;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.roles.FollowerRole;
import io.atomix.utils.net.Address;
import io.primacy.election.spi.EventLoop;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notices at once that the process is gone whose voter led, where the library waits for its silence
 * to last. A voter that follows keeps a question with the leader that is never answered. When its
 * connection ends, and the leader's port refuses another, a vote is begun; the voters take turns,
 * so that two do not split it.
 *
 * <p>This is a hint and no proof, and needs to be none: see {@link EarlyElection}. A connection
 * that merely breaks starts nothing, since the port is there; and a voter begins no second vote in
 * this way before silence could have made it begin one.
 */
final class LeaderWatch {

  private static final Logger LOG = System.getLogger(LeaderWatch.class.getName());
  private static final String SUBJECT = "primacy-alive";
  private static final byte[] ARE_YOU_THERE = {};
  private static final byte[] UNTIL_THE_END = {1};
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int HELD = 10; // Failure timeouts, until the question is asked again.

  private final Network network;
  private final EventLoop loop;
  private final RaftContext raft;
  private final Readmission readmission;

  private final MemberId self;
  private @Nullable Watched watched; // Only on the loop.
  private final AtomicInteger begun = new AtomicInteger();
  private final Turns turns;
  private volatile boolean held;
  private volatile boolean closed;

  /** A leader, as long as it is known for one. Compared by identity. */
  private static final class Watched {

    private final MemberId leader;

    Watched(MemberId leader) {
      this.leader = leader;
    }
  }

  LeaderWatch(
      Network network, EventLoop loop, RaftContext raft, Readmission readmission, Turns turns) {
    this.network = network;
    this.loop = loop;
    this.raft = raft;
    this.readmission = readmission;
    this.self = network.roster().getLocalMember().id();
    this.turns = turns;
  }

  void begin() {
    var unused =
        network
            .courier()
            .subscribe(SUBJECT, Function.identity(), LeaderWatch::answer, Function.identity());
    raft.addLeaderElectionListener(this::leads);
  }

  void close() {
    closed = true;
    network.courier().unsubscribe(SUBJECT);
  }

  /** Whether the leader has the question, so that its end would be noticed. */
  boolean isHeld() {
    return held;
  }

  Turns turns() {
    return turns;
  }

  /** How many votes were begun because the leader's process was gone. */
  int begun() {
    return begun.get();
  }

  /* Nothing holds on to the second but its connection. */
  private static CompletableFuture<byte[]> answer(byte[] question) {
    return question.length == 0
        ? CompletableFuture.completedFuture(question)
        : new CompletableFuture<>();
  }

  private void leads(RaftMember leader) {
    MemberId id = leader.memberId();
    loop.execute(
        () -> {
          held = false;
          watched = id.equals(self) ? null : new Watched(id);
          greet(watched);
        });
  }

  private void greet(@Nullable Watched now) {
    if (now == null || now != watched || closed) {
      return;
    }
    ask(
        now,
        ARE_YOU_THERE,
        raft.getElectionTimeout(),
        error -> {
          if (error == null) {
            stay(now);
          } else {
            loop.schedule(PAUSE, () -> greet(now));
          }
        });
  }

  private void stay(Watched now) {
    held = true;
    ask(
        now,
        UNTIL_THE_END,
        raft.getElectionTimeout().multipliedBy(HELD),
        error -> {
          held = false;
          if (error instanceof TimeoutException) {
            stay(now);
          } else if (error == null) {
            loop.schedule(PAUSE, () -> greet(now)); // Somebody answers what is not to be answered.
          } else {
            dial(now);
          }
        });
  }

  private void ask(Watched now, byte[] question, Duration limit, Then then) {
    CompletableFuture<byte[]> answer =
        network
            .courier()
            .send(SUBJECT, question, Function.identity(), Function.identity(), now.leader, limit);
    var unused =
        answer.whenComplete(
            (bytes, error) ->
                loop.execute(
                    () -> {
                      if (now == watched && !closed) {
                        then.ended(cause(error));
                      }
                    }));
  }

  private static @Nullable Throwable cause(@Nullable Throwable error) {
    return error instanceof CompletionException wrapped ? wrapped.getCause() : error;
  }

  /** What to do when a question has ended. */
  private interface Then {
    void ended(@Nullable Throwable error);
  }

  /* Its own thread waits, for the failure timeout at most. */
  private void dial(Watched now) {
    Member leader = network.roster().getMember(now.leader);
    if (leader == null) {
      return; // A client can not lead.
    }
    Address at = leader.address();
    Thread dialling =
        new Thread(
            () -> {
              if (isRefused(at, raft.getElectionTimeout())) {
                gone(now.leader);
              }
              loop.schedule(PAUSE, () -> greet(now));
            },
            "atomix-dials-" + now.leader);
    dialling.setDaemon(true);
    dialling.start();
  }

  private static boolean isRefused(Address at, Duration limit) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(at.host(), at.port()), (int) Math.max(1, limit.toMillis()));
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void gone(MemberId leader) {
    raft.getThreadContext()
        .execute(
            () -> {
              long term = raft.getTerm();
              raft.getThreadContext()
                  .schedule(
                      turns.after(leader, raft.getElectionTimeout()), () -> vote(leader, term));
            });
  }

  /* On the voter's thread. What happened in between may have answered the question. */
  private void vote(MemberId gone, long term) {
    RaftMember leader = raft.getLeader();
    boolean stillFollows =
        leader != null && leader.memberId().equals(gone) && raft.getTerm() == term;
    if (!closed
        && stillFollows
        && raft.getRaftRole() instanceof FollowerRole follower
        && raft.getState() == RaftContext.State.READY
        && readmission.mayVote(raft)
        && turns.take(System.nanoTime(), raft.getElectionTimeout())) {
      begun.incrementAndGet();
      LOG.log(Level.INFO, "The process of {0}, which led the voters, is gone: they vote", gone);
      EarlyElection.begin(raft, follower);
    }
  }
}
