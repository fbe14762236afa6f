package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.EndReason;
import io.primacy.election.core.Seat.Tenure;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in one election: acts on what {@link Rules} decide. Confined to the loop.
 *
 * <p>At most one write is under way; what is decided meanwhile waits for its outcome, except the
 * end of a leadership, which waits for nothing.
 */
final class Participation {

  private static final Logger LOG = System.getLogger(Participation.class.getName());

  /** A decision follows from the one before at most this often; more would be an error of ours. */
  private static final int MOST_STEPS = 32;

  private final String name;
  private final RecordKey key;
  private final World world;
  private final Timer timer;
  private final Timer drainLimit;
  private final HintedRead read;
  private @Nullable Registration watch;
  private final ContenderCalls calls;
  private final Promises promises = new Promises();
  private final Published published;
  private final BackOff backOff;
  private final Set<String> following = new HashSet<>();

  private Seat seat = Seat.EMPTY;
  private Optional<Candidacy> candidacy = Optional.empty();
  private @Nullable Contender contender;
  private @Nullable HeldLeadership held;
  private Optional<Handover> handover = Optional.empty();
  private boolean writing;
  private boolean unreadable;
  private long notBefore;

  Participation(String name, World world) {
    this.name = name;
    this.key = new RecordKey("elections", name);
    this.world = world;
    this.timer = new Timer(world.loop(), world.time(), this::advance);
    this.drainLimit = new Timer(world.loop(), world.time(), this::drained);
    this.calls = new ContenderCalls(world.callbacks());
    this.published = new Published(name, world);
    this.backOff = new BackOff(world.timing());
    this.notBefore = world.time().nanoTime();
    this.read =
        new HintedRead(
            key, world.store(), world.loop(), world.time(), world.timing(), false, this::sight);
  }

  /** Begins to follow the record. */
  void start() {
    watch = world.store().watch(key, read::hint);
    read.now();
  }

  /** What everybody may ask. */
  Published published() {
    return published;
  }

  Promises promises() {
    return promises;
  }

  void campaign(Candidacy wanted, Contender leads) {
    candidacy = Optional.of(wanted);
    contender = leads;
    world.wantSession();
    advance();
  }

  void eligible(boolean eligible) {
    candidacy = candidacy.map(c -> c.withEligible(eligible));
    advance();
  }

  void withdraw() {
    candidacy = Optional.empty();
    advance();
  }

  /** Hands over once the target is seen alive, or gives up. */
  void handOver(Handover wanted) {
    handover.ifPresent(Handover::refuse);
    handover = Optional.of(wanted);
    read.afresh(
        () -> {
          wanted.inform();
          advance();
        });
    advance();
  }

  boolean isRecorded() {
    return world.rules().isRecorded(seat) && candidacy.equals(seat.standing());
  }

  boolean isOut() {
    return candidacy.isEmpty() && isIdle();
  }

  /** Whether nothing is left to do before the session may be closed. */
  boolean isIdle() {
    return !writing && world.rules().isOut(seat);
  }

  /** Ends what is led at once; for when orderly closing takes too long. */
  void cutShort() {
    if (held != null) {
      end(EndReason.CLOSED);
    }
    handover.ifPresent(Handover::refuse);
    handover = Optional.empty();
  }

  void close() {
    if (watch != null) {
      watch.close();
    }
    read.close();
    timer.set(Move.Rest.FOREVER);
    drainLimit.set(Move.Rest.FOREVER);
    promises.failAll(new ElectionException("The elections of this process are closed."));
  }

  void advance() {
    seat = seat.standing(candidacy.map(c -> backOff.apply(c, world.time().nanoTime())));
    int steps = 0;
    while (step() && ++steps < MOST_STEPS) {
      // Each step changes what the next is decided on.
    }
    if (steps == MOST_STEPS) {
      LOG.log(Level.ERROR, "Election {0} does not settle at {1}; please report this", name, seat);
    }
    handover = handover.filter(this::isPending);
    follow();
    published.update(seat);
    promises.settle();
    world.settled(this);
  }

  private boolean step() {
    Move move = world.rules().next(seat);
    if (move instanceof Move.Grant grant) {
      grant(grant.epoch());
      return true;
    }
    if (move instanceof Move.End over) {
      end(over.reason() == EndReason.LEASE_EXPIRED ? world.whySessionLost() : over.reason());
      return true;
    }
    if (move instanceof Move.Drain drain) {
      drain(drain.reason());
      return true;
    }
    if (move instanceof Move.NoteVacancy note) {
      seat = seat.vacantSince(note.vacancy());
      return true;
    }
    if (move instanceof Move.Look) {
      read.now();
    } else if (move instanceof Move.Fence fence) {
      world.peer(fence.node()).ifPresent(peer -> peer.fence(fence.proof()));
    } else if (move instanceof Move.Write write) {
      return write(write);
    } else if (move instanceof Move.Await await) {
      rest(Move.Rest.FOREVER);
      world.peer(await.node()).ifPresent(peer -> peer.wakeAt(await.until()));
    } else if (move instanceof Move.Rest rest) {
      rest(rest.until());
    }
    return false;
  }

  private void rest(long until) {
    long wake = until;
    if (candidacy.isPresent()) {
      wake = backOff.earlier(wake, world.time().nanoTime());
    }
    timer.set(wake);
  }

  private boolean write(Move.Write write) {
    long now = world.time().nanoTime();
    if (writing || unreadable) {
      return false;
    }
    if (now - notBefore < 0) {
      timer.set(notBefore);
      return false;
    }
    writing = true;
    seat = seat.spending(write.spends());
    world
        .store()
        .write(
            key,
            write.expectedVersion(),
            write.content().encode(),
            false,
            outcome -> {
              writing = false;
              written(write, outcome);
              advance();
            });
    return false;
  }

  private void written(Move.Write write, WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      sighted(committed.version(), Optional.of(write.content()));
    } else if (outcome instanceof WriteOutcome.Conflict conflict) {
      decode(conflict.current());
    } else {
      LOG.log(Level.DEBUG, "A write of {0} has no known outcome; reading it back", key);
      seat = seat.unresolvedSince(write.expectedVersion());
      notBefore = world.time().nanoTime() + world.timing().renewEvery().toNanos() / 8;
      read.now();
    }
  }

  private void sight(Optional<StoredRecord> found) {
    decode(found);
    advance();
  }

  private void decode(Optional<StoredRecord> found) {
    try {
      if (found.isEmpty()) {
        sighted(0, Optional.empty());
      } else {
        sighted(found.get().version(), Optional.of(ElectionRecord.decode(found.get().value())));
      }
      unreadable = false;
    } catch (UnreadableRecordException e) {
      unreadable = true;
      LOG.log(
          Level.ERROR,
          "The record "
              + key
              + " can not be read: "
              + e.getMessage()
              + ". Was it written by something else? Nothing is overwritten, and nobody leads here");
      if (held != null) {
        end(EndReason.RECORD_LOST);
      }
    }
  }

  private void sighted(long version, Optional<ElectionRecord> content) {
    if (content.isPresent() && version < seat.version()) {
      return; // Older than what is known.
    }
    seat = seat.sighted(version, content);
    boolean handed =
        seat.handTo().isPresent() && !seat.holdsTenure() && world.rules().hasMovedOn(seat);
    if (handed) {
      seat = seat.handedOn();
    }
  }

  private void grant(long epoch) {
    Me me = world.rules().me().orElseThrow();
    Contender leads = java.util.Objects.requireNonNull(contender, "a candidate has a contender");
    HeldLeadership leadership = new HeldLeadership(name, epoch, world.sessionLease(), leads);
    held = leadership;
    seat = seat.granted(epoch, me.incarnation());
    published.leads(leadership);
    LOG.log(Level.INFO, "leading election={0} node={1} token={2}", name, me.node(), epoch);
    calls.grant(leadership, returned -> world.loop().execute(() -> granted(leadership, returned)));
  }

  private void granted(HeldLeadership leadership, boolean returned) {
    if (returned) {
      backOff.reset();
    } else {
      backOff.failed(world.time().nanoTime());
      if (leadership.equals(held) && seat.tenure() instanceof Tenure.Leading) {
        seat = seat.endWith(EndReason.CONTENDER_FAILED, Optional.empty());
      }
    }
    advance();
  }

  /* Held until the contender has returned, the limit is over, or the lease is. */
  private void drain(EndReason reason) {
    HeldLeadership leadership = java.util.Objects.requireNonNull(held, "drained while leading");
    Optional<String> successor =
        reason == EndReason.HANDED_OVER ? handover.map(Handover::target) : Optional.empty();
    seat = seat.endWith(reason, successor).draining();
    drainLimit.set(world.time().nanoTime() + world.timing().drainLimit().toNanos());
    calls.revoke(
        leadership,
        reason,
        () ->
            world
                .loop()
                .execute(
                    () -> {
                      if (leadership.equals(held)) {
                        drained();
                      }
                    }));
  }

  private void drained() {
    if (seat.tenure() instanceof Tenure.Draining) {
      over(seat.mustEnd().orElse(EndReason.CLOSED));
      advance();
    }
  }

  /* The contender of a leadership that is being drained has been told already. */
  private void end(EndReason reason) {
    HeldLeadership leadership = held;
    if (leadership == null) {
      return;
    }
    boolean told = seat.tenure() instanceof Tenure.Draining;
    over(told ? seat.mustEnd().orElse(reason) : reason);
    if (!told) {
      calls.revoke(leadership, reason, () -> {});
    }
  }

  private void over(EndReason reason) {
    HeldLeadership leadership = java.util.Objects.requireNonNull(held, "ended while held");
    drainLimit.set(Move.Rest.FOREVER);
    leadership.end();
    held = null;
    seat = seat.ended();
    published.leadsNoMore();
    LOG.log(Level.INFO, "led election={0} token={1} reason={2}", name, leadership.token(), reason);
    calls.announceEnd(leadership, reason);
  }

  /** Whether a handover still waits; begins it when the target is seen alive. */
  private boolean isPending(Handover wanted) {
    Handover.State state =
        wanted.look(seat, world.rules(), world.time().nanoTime(), node -> world.peerOf(node));
    if (state == Handover.State.BEGIN) {
      seat = seat.endWith(EndReason.HANDED_OVER, Optional.of(wanted.target()));
      world.loop().execute(this::advance);
    }
    timer.atLatest(wanted.lookAgainAt());
    return state != Handover.State.SETTLED;
  }

  private void follow() {
    Set<String> wanted = world.rules().concernedWith(seat);
    handover.map(Handover::target).ifPresent(wanted::add);
    for (String node : wanted) {
      if (following.add(node)) {
        world.follow(node, this);
      }
    }
    following.removeIf(
        node -> {
          boolean leave = !wanted.contains(node);
          if (leave) {
            world.leave(node, this);
          }
          return leave;
        });
  }
}
