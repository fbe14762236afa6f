package io.primacy.election.core;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import io.primacy.election.NotLeadingException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A leadership of this process. Asked by anyone, ended by the loop. */
final class HeldLeadership implements Leadership {

  private final String election;
  private final FencingToken token;
  private final Lease lease;
  private final Contender contender;
  private final CompletableFuture<EndReason> ending = new CompletableFuture<>();
  private final CompletableFuture<EndReason> ended = new CompletableFuture<>();
  private volatile boolean over; // Written by the loop, read by anyone.

  HeldLeadership(String election, long epoch, Lease lease, Contender contender) {
    this.election = election;
    this.token = new FencingToken(epoch);
    this.lease = lease;
    this.contender = contender;
  }

  @Override
  public String election() {
    return election;
  }

  @Override
  public FencingToken token() {
    return token;
  }

  @Override
  public boolean isHeld() {
    return !over && lease.holds();
  }

  @Override
  public Duration remaining() {
    return over ? Duration.ZERO : Duration.ofNanos(lease.remainingNanos());
  }

  @Override
  public <T> T whileHeld(Callable<T> action) throws Exception {
    if (!isHeld()) {
      throw NotLeadingException.before(election, token);
    }
    T result = action.call();
    if (!isHeld()) {
      throw NotLeadingException.during(election, token);
    }
    return result;
  }

  @Override
  public CompletionStage<EndReason> ending() {
    return ending.minimalCompletionStage();
  }

  @Override
  public CompletionStage<EndReason> ended() {
    return ended.minimalCompletionStage();
  }

  Contender contender() {
    return contender;
  }

  /** From here on it is not held. Called by the loop, once. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** Tells who waits that it is to end; called on a thread for user code. */
  void announceEnding(EndReason reason) {
    ending.complete(reason);
  }

  /** Tells who waits; called on a thread for user code. */
  void announceEnd(EndReason reason) {
    ending.complete(reason);
    ended.complete(reason);
  }

  @Override
  public String toString() {
    return "leadership " + token + " of '" + election + "'" + (isHeld() ? "" : " (over)");
  }
}
