package io.primacy.election.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.roles.FollowerRole;
import io.atomix.utils.concurrent.Scheduled;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * What a follower does when its leader was silent for too long, done before. Raft allows that at
 * any time: a vote needs no reason to be safe, and one too many costs the time it takes. The
 * follower asks first whether it would be elected, in the term there is; so one that would not be
 * raises no term and disturbs nobody.
 *
 * <p>The library does the same when a member is removed, but leaves the timer of the silence
 * running there, which then puts the next leader in question. What has to be reached is private.
 * The names are those of 3.1.12, the last release.
 */
final class EarlyElection {

  private static final VarHandle SILENCE;
  private static final MethodHandle ASK;

  static {
    try {
      MethodHandles.Lookup inside =
          MethodHandles.privateLookupIn(FollowerRole.class, MethodHandles.lookup());
      SILENCE = inside.findVarHandle(FollowerRole.class, "heartbeatTimer", Scheduled.class);
      ASK =
          inside.findVirtual(
              FollowerRole.class, "sendPollRequests", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Atomix 3.1.12 is needed: its followers poll", e);
    }
  }

  private EarlyElection() {}

  /** Gives up the leader and asks the others. To be called on the thread of the voter. */
  static void begin(RaftContext raft, FollowerRole follower) {
    Scheduled silence = (Scheduled) SILENCE.get(follower);
    if (silence != null) {
      silence.cancel();
    }
    raft.setLeader(null);
    try {
      ASK.invokeExact(follower);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("It declares no exceptions", e);
    }
  }
}
