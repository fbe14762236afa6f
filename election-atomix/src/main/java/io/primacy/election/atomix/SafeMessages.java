package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.RaftError;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.partition.impl.RaftServerCommunicator;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.PollRequest;
import io.atomix.protocols.raft.protocol.PollResponse;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.atomix.protocols.raft.protocol.VoteRequest;
import io.atomix.protocols.raft.protocol.VoteResponse;
import io.atomix.protocols.raft.storage.snapshot.Snapshot;
import io.atomix.utils.concurrent.ThreadContext;
import io.atomix.utils.serializer.Serializer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The messages between voters, without those that would make the library unsafe. What it does wrong
 * it does on what it is told, so it is enough to mend what reaches it and what it answers:
 *
 * <ul>
 *   <li>It votes twice in a term when it learned of a leader in between: {@link Ballot}.
 *   <li>It acknowledges entries before they are on disk, whatever it is configured to: here they
 *       are synced first.
 *   <li>A leader that has compacted its log can not name the term of the entry before its first,
 *       and a follower takes that for agreement: it then commits what it has there, agreed or not.
 *       Here such a message commits nothing, and adds entries only behind a snapshot.
 *   <li>It goes on reading what a new leader has replaced: {@link LogReaders}.
 * </ul>
 */
final class SafeMessages extends RaftServerCommunicator {

  private final Ballot ballot;
  private final MemberId self;
  private final Readmission readmission;
  private final Turns turns;

  private volatile @Nullable RaftContext raft;

  SafeMessages(
      String prefix,
      Network.Courier courier,
      MemberId self,
      Ballot ballot,
      Readmission readmission,
      Turns turns) {
    super(prefix, Serializer.using(RaftNamespaces.RAFT_PROTOCOL), courier);
    this.self = self;
    this.ballot = ballot;
    this.readmission = readmission;
    this.turns = turns;
  }

  /** What is asked before this was called is refused. */
  void serve(RaftContext context) {
    raft = context;
  }

  @Override
  public CompletableFuture<VoteResponse> vote(MemberId whom, VoteRequest request) {
    if (ballot.take(request.term(), self)) {
      return super.vote(whom, request);
    }
    return CompletableFuture.failedFuture(
        new IllegalStateException("term " + request.term() + " belongs to somebody else"));
  }

  /* Whoever asks first whether it would be elected is to be elected. */
  @Override
  public void registerPollHandler(Function<PollRequest, CompletableFuture<PollResponse>> handler) {
    super.registerPollHandler(
        request ->
            handler
                .apply(request)
                .whenComplete(
                    (response, error) -> {
                      RaftContext context = raft;
                      if (error == null && response.accepted() && context != null) {
                        turns.leave(System.nanoTime(), context.getElectionTimeout());
                      }
                    }));
  }

  @Override
  public void registerVoteHandler(Function<VoteRequest, CompletableFuture<VoteResponse>> handler) {
    super.registerVoteHandler(
        request -> {
          RaftContext context = raft;
          if (context == null
              || !readmission.mayVote(context)
              || !ballot.take(request.term(), request.candidate())) {
            return CompletableFuture.completedFuture(noVote(request));
          }
          return handler
              .apply(request)
              .whenComplete(
                  (response, error) -> {
                    if (error == null && !response.voted()) {
                      ballot.release(request.term(), request.candidate());
                    }
                  });
        });
  }

  @Override
  public void registerAppendHandler(
      Function<AppendRequest, CompletableFuture<AppendResponse>> handler) {
    super.registerAppendHandler(
        request -> {
          RaftContext context = raft;
          if (context == null) {
            return CompletableFuture.completedFuture(notAppended());
          }
          if (request.leader() != null) {
            ballot.leads(request.term(), request.leader());
          }
          if (request.prevLogTerm() != 0 || request.prevLogIndex() == 0) {
            return synced(context, request, handler);
          }
          return CompletableFuture.supplyAsync(
                  () -> behindCompaction(context, request), context.getThreadContext())
              .thenCompose(
                  safe ->
                      safe == null
                          ? CompletableFuture.completedFuture(notAppended())
                          : synced(context, safe, handler));
        });
  }

  private static CompletableFuture<AppendResponse> synced(
      RaftContext context,
      AppendRequest request,
      Function<AppendRequest, CompletableFuture<AppendResponse>> handler) {
    if (request.entries().isEmpty()) {
      return handler.apply(request);
    }
    return appended(context, request, handler)
        .thenApplyAsync(
            response -> {
              if (response.succeeded()) {
                context.getLogWriter().flush();
              }
              return response;
            },
            context.getThreadContext());
  }

  /*
   * The library's thread does one task after the other. What is queued from it comes together: a look
   * whether entries may be replaced, the library's own handling, the forgetting; and only then what
   * the handling queues, the applying of what was committed.
   */
  private static CompletableFuture<AppendResponse> appended(
      RaftContext context,
      AppendRequest request,
      Function<AppendRequest, CompletableFuture<AppendResponse>> handler) {
    CompletableFuture<AppendResponse> answer = new CompletableFuture<>();
    ThreadContext thread = context.getThreadContext();
    AtomicBoolean replaces = new AtomicBoolean();
    thread.execute(
        () -> {
          thread.execute(
              () -> replaces.set(context.getLogWriter().getLastIndex() > request.prevLogIndex()));
          var unused = handler.apply(request).whenComplete(answered(answer));
          thread.execute(
              () -> {
                if (replaces.get()) {
                  new LogReaders(context.getLog()).forget();
                }
              });
        });
    return answer;
  }

  private static BiConsumer<AppendResponse, Throwable> answered(
      CompletableFuture<AppendResponse> answer) {
    return (response, error) -> {
      if (error == null) {
        answer.complete(response);
      } else {
        answer.completeExceptionally(error);
      }
    };
  }

  /* On the library's thread. */
  private static @Nullable AppendRequest behindCompaction(
      RaftContext context, AppendRequest request) {
    if (!request.entries().isEmpty()) {
      Snapshot snapshot = context.getSnapshotStore().getCurrentSnapshot();
      return snapshot != null && snapshot.index() >= request.prevLogIndex() ? request : null;
    }
    return AppendRequest.builder()
        .withTerm(request.term())
        .withLeader(request.leader())
        .withPrevLogIndex(request.prevLogIndex())
        .withPrevLogTerm(0)
        .withEntries(request.entries())
        .withCommitIndex(0)
        .build();
  }

  private static VoteResponse noVote(VoteRequest request) {
    return VoteResponse.builder()
        .withStatus(RaftResponse.Status.OK)
        .withTerm(request.term())
        .withVoted(false)
        .build();
  }

  /* An error, and not a mismatch: those are answered with more of the same, at once. */
  private static AppendResponse notAppended() {
    return AppendResponse.builder()
        .withStatus(RaftResponse.Status.ERROR)
        .withError(RaftError.Type.ILLEGAL_MEMBER_STATE)
        .build();
  }
}
