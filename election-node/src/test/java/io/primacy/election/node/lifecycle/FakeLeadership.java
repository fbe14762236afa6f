package io.primacy.election.node.lifecycle;

import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A leadership that ends when the test says so. */
final class FakeLeadership implements Leadership {

  private final long token;
  private final CompletableFuture<EndReason> ending = new CompletableFuture<>();
  private final CompletableFuture<EndReason> ended = new CompletableFuture<>();
  private volatile boolean held = true;

  FakeLeadership(long token) {
    this.token = token;
  }

  /** Asks it to finish; it is still held. */
  void ask(EndReason reason) {
    ending.complete(reason);
  }

  /** Its lease runs out, and nobody has noticed yet. */
  void runOut() {
    held = false;
  }

  /** Ends it. */
  void end(EndReason reason) {
    held = false;
    ending.complete(reason);
    ended.complete(reason);
  }

  @Override
  public String election() {
    return "ledger";
  }

  @Override
  public FencingToken token() {
    return new FencingToken(token);
  }

  @Override
  public boolean isHeld() {
    return held;
  }

  @Override
  public Duration remaining() {
    return held ? Duration.ofSeconds(1) : Duration.ZERO;
  }

  @Override
  public <T> T whileHeld(Callable<T> action) {
    throw new UnsupportedOperationException("no component of a test asks this");
  }

  @Override
  public CompletionStage<EndReason> ending() {
    return ending;
  }

  @Override
  public CompletionStage<EndReason> ended() {
    return ended;
  }
}
