package io.primacy.election.node.lifecycle;

import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One leadership, as the components that are started for it know it. Bound to one token: it never
 * comes back, and the next leadership is another activation. All methods may be called from any
 * thread, and none waits.
 */
public final class Activation {

  private final Leadership leadership;
  private final CompletableFuture<EndReason> cancelled = new CompletableFuture<>();

  Activation(Leadership leadership) {
    this.leadership = leadership;
  }

  /** The election that was won. */
  public String election() {
    return leadership.election();
  }

  /** The number of the leadership. */
  public FencingToken token() {
    return leadership.token();
  }

  /** The leadership itself; ask it before every act. */
  public Leadership leadership() {
    return leadership;
  }

  /**
   * Whether it is to end: because this node was asked to finish, or because it leads no more. Once
   * true, it stays true. While it starts, a component gives up then.
   */
  public boolean isCancelled() {
    return cancelled.isDone() || !leadership.isHeld();
  }

  /** Why it is to end, once that was said. */
  Optional<EndReason> reason() {
    return Optional.ofNullable(cancelled.getNow(null));
  }

  void cancel(EndReason reason) {
    cancelled.complete(reason);
  }

  CompletableFuture<EndReason> cancelled() {
    return cancelled;
  }

  @Override
  public String toString() {
    return "activation " + token() + " of '" + election() + "'";
  }
}
