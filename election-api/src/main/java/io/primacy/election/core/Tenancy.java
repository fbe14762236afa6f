package io.primacy.election.core;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The leadership this process holds in one election, if it does: tells the contender and the
 * public, and sees to it that it ends. Confined to the loop.
 */
final class Tenancy {

  /** Told on the loop. */
  interface Listener {

    /** The contender has returned from granted, or thrown. */
    void granted(HeldLeadership leadership, boolean returned);

    /**
     * There is nothing to wait for.
     *
     * @param late whether the drain limit was over before the contender had stopped
     */
    void drained(boolean late);
  }

  private static final Logger LOG = System.getLogger(Tenancy.class.getName());

  private final String election;
  private final World world;
  private final Published published;
  private final Listener listener;
  private final ContenderCalls calls;
  private @Nullable HeldLeadership held;
  private @Nullable Timer drainLimit; // While the contender is asked to stop.
  private @Nullable EndReason told; // Why it is asked to.

  Tenancy(String election, World world, Published published, Listener listener) {
    this.election = election;
    this.world = world;
    this.published = published;
    this.listener = listener;
    this.calls = new ContenderCalls(world.callbacks());
  }

  boolean isHeld() {
    return held != null;
  }

  boolean holds(HeldLeadership leadership) {
    return leadership.equals(held);
  }

  void begin(long epoch, Contender contender) {
    HeldLeadership leadership =
        new HeldLeadership(election, epoch, world.sessionLease(), contender);
    held = leadership;
    published.leads(leadership);
    LOG.log(Level.INFO, "leading election={0} token={1}", election, leadership.token());
    calls.grant(leadership, returned -> onLoop(() -> listener.granted(leadership, returned)));
  }

  /** Asks the contender to stop. It is held until that has returned, or the limit is over. */
  void drain(EndReason reason) {
    HeldLeadership leadership = requireNonNull(held, "drained while held");
    if (reason == EndReason.CONTENDER_FAILED) {
      stop(leadership, reason); // There is no work that could go on.
      return;
    }
    world
        .preflight()
        .before(
            () -> {
              if (holds(leadership)) {
                stop(leadership, reason);
              }
            });
  }

  private void stop(HeldLeadership leadership, EndReason reason) {
    Timer limit = world.footing().timer(() -> listener.drained(true));
    limit.set(world.footing().now() + world.footing().timing().drainLimit().toNanos());
    drainLimit = limit;
    told = reason;
    calls.announceEnding(leadership, reason);
    calls.revoke(
        leadership,
        reason,
        () ->
            onLoop(
                () -> {
                  if (holds(leadership)) {
                    listener.drained(false);
                  }
                }));
  }

  /** From here on it is not held. Who was told a reason for it before is told no other. */
  void end(EndReason reason) {
    HeldLeadership leadership = requireNonNull(held, "ended while held");
    EndReason said = told != null ? told : reason;
    boolean stopped = told != null;
    close();
    leadership.end();
    held = null;
    told = null;
    published.leadsNoMore();
    LOG.log(
        Level.INFO, "led election={0} token={1} reason={2}", election, leadership.token(), said);
    if (!stopped) {
      calls.revoke(leadership, said, () -> {});
    }
    calls.announceEnd(leadership, said);
  }

  /** Watches no limit any more. */
  void close() {
    if (drainLimit != null) {
      drainLimit.set(Move.Rest.FOREVER);
      drainLimit = null;
    }
  }

  private void onLoop(Runnable task) {
    world.footing().loop().execute(task);
  }
}
