package io.primacy.election.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Before work is stopped for a planned end of leadership, the session is renewed once more. So no
 * work is stopped for a handover that the store can not carry, and what the transfer needs was in
 * use just before: the connections, threads and caches of this node, of the servers, and of those
 * who follow this node's session. Work is stopped all the same when the renewal is not confirmed
 * within a limit. Confined to the loop.
 */
final class Preflight {

  private final Runnable renew;
  private final Footing footing;
  private final Timer limit;
  private final List<Runnable> waiting = new ArrayList<>();

  /**
   * For one node.
   *
   * @param renew renews the session as soon as possible
   */
  Preflight(Footing footing, Runnable renew) {
    this.footing = footing;
    this.renew = renew;
    this.limit = footing.timer(this::over);
  }

  /** Runs this when a renewal was confirmed, or did not come in time. */
  void before(Runnable stopping) {
    if (waiting.isEmpty()) {
      limit.set(footing.now() + footing.preflightNanos());
      renew.run();
    }
    waiting.add(stopping);
  }

  /** The session was renewed, or the limit is over. */
  void over() {
    limit.set(Move.Rest.FOREVER);
    List<Runnable> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }
}
