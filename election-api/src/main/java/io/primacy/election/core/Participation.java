package io.primacy.election.core;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.EndReason;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.core.Seat.Tenure;
import io.primacy.election.spi.RecordKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in one election: acts on what {@link Rules} decide. Confined to the loop.
 *
 * <p>At most one write is under way; what is decided meanwhile waits for its outcome, except the
 * end of a leadership, which waits for nothing.
 */
final class Participation implements SharedRecord.Listener<ElectionRecord>, Tenancy.Listener {

  private static final Logger LOG = System.getLogger(Participation.class.getName());

  /** A decision follows from the one before at most this often; more would be an error of ours. */
  private static final int MOST_STEPS = 32;

  private final String name;
  private final World world;
  private final Footing footing;
  private final SharedRecord<ElectionRecord> record;
  private final Published published;
  private final Tenancy tenancy;
  private final Timer timer;
  private final BackOff backOff;
  private final Promises promises = new Promises();
  private final FollowedPeers followed;

  private Seat seat = Seat.EMPTY;
  private Optional<Candidacy> candidacy = Optional.empty();
  private @Nullable Contender contender;
  private final HandoverDesk desk = new HandoverDesk();

  Participation(String name, World world) {
    this.name = name;
    this.world = world;
    this.footing = world.footing();
    this.record =
        new SharedRecord<>(
            new RecordKey("elections", name), SharedRecord.ELECTION, footing, false, this);
    this.published = new Published(name, world);
    this.tenancy = new Tenancy(name, world, published, this);
    this.timer = footing.timer(this::advance);
    this.backOff = new BackOff(footing.timing());
    this.followed = new FollowedPeers(world, this);
  }

  /** Begins to follow the record. */
  void start() {
    record.follow();
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

  void change(java.util.function.UnaryOperator<Candidacy> how) {
    candidacy = candidacy.map(how);
    advance();
  }

  void raiseAbove(long floor) {
    seat = seat.above(floor);
    advance();
  }

  void withdraw() {
    candidacy = Optional.empty();
    advance();
  }

  /** Hands over once the target is seen alive, or gives up. */
  void handOver(Handover wanted) {
    if (desk.ask(wanted, seat)) {
      record.afresh(
          () -> {
            wanted.inform();
            advance();
          });
    }
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
    return !record.isWriting() && world.rules().isOut(seat);
  }

  /** Ends what is led at once; for when orderly closing takes too long. */
  void cutShort() {
    end(EndReason.CLOSED);
    desk.refuse(HandoverOutcome.OVERTAKEN);
  }

  void close(ElectionException why) {
    record.close();
    tenancy.close();
    timer.set(Move.Rest.FOREVER);
    desk.refuse(HandoverOutcome.OVERTAKEN);
    fail(why);
  }

  /** Nothing that is waited for comes true any more. */
  void fail(ElectionException why) {
    promises.failAll(why);
    published.neverLeads(why);
  }

  void advance() {
    Optional<Candidacy> wanted = candidacy.map(c -> backOff.apply(c, footing.now()));
    seat = seat.standing(wanted.equals(candidacy) ? candidacy : wanted);
    int steps = 0;
    while (step() && ++steps < MOST_STEPS) {
      // Each step changes what the next is decided on.
    }
    if (steps == MOST_STEPS) {
      LOG.log(Level.ERROR, "Election {0} does not settle at {1}; please report this", name, seat);
    }
    lookAtDesk();
    followed.become(desk.alsoConcerned(world.rules().concernedWith(seat)));
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
    if (move instanceof Move.Note note) {
      seat = note.seat();
      return true;
    }
    if (move instanceof Move.Look) {
      record.read();
    } else if (move instanceof Move.Fence fence) {
      world.peers().of(fence.node()).ifPresent(peer -> peer.fence(fence.proof()));
    } else if (move instanceof Move.Write write) {
      write(write);
    } else if (move instanceof Move.Await await) {
      rest(await.until());
      followed.wakeAt(await.nodes());
    } else if (move instanceof Move.Rest rest) {
      rest(rest.until());
    }
    return false;
  }

  private void rest(long until) {
    boolean standing = candidacy.isPresent();
    timer.set(standing ? backOff.earlier(until, footing.now()) : until);
  }

  private void write(Move.Write write) {
    if (record.isWriting() || !record.isReadable()) {
      return;
    }
    if (footing.now() - record.readyAt() < 0) {
      timer.set(record.readyAt());
      return;
    }
    if (!Room.isLeft(write.content(), seat.record())) {
      String lacking = Room.lacking(record.key().toString());
      LOG.log(Level.ERROR, lacking);
      promises.supersede(true, lacking);
      return;
    }
    seat = seat.spending(write.spends());
    record.write(write.expectedVersion(), write.content());
  }

  @Override
  public void sighted(long version, Optional<ElectionRecord> content) {
    seat = seat.sighted(version, content, footing.now());
    if (!seat.holdsTenure() && world.rules().hasMovedOn(seat)) {
      seat = seat.passedOn();
    }
  }

  @Override
  public void unresolved(long expectedVersion) {
    seat = seat.unresolvedSince(expectedVersion);
    record.read();
  }

  @Override
  public void unreadable() {
    end(EndReason.RECORD_LOST);
  }

  @Override
  public void settled() {
    advance();
  }

  private void grant(long epoch) {
    Me me = world.rules().me().orElseThrow();
    seat = seat.granted(epoch, me.incarnation());
    published.update(seat); // Who is told that it leads finds a view that says so.
    tenancy.begin(epoch, requireNonNull(contender, "a candidate has a contender"));
  }

  @Override
  public void granted(HeldLeadership leadership, boolean returned) {
    if (returned) {
      backOff.reset();
    } else {
      backOff.failed(footing.now());
      if (tenancy.holds(leadership) && seat.tenure() instanceof Tenure.Leading) {
        seat = seat.endWith(EndReason.CONTENDER_FAILED, Optional.empty());
      }
    }
    advance();
  }

  private void drain(EndReason reason) {
    seat = seat.endWith(reason, Optional.empty()).draining();
    tenancy.drain(reason);
  }

  @Override
  public void drained(boolean late) {
    if (seat.tenure() instanceof Tenure.Draining) {
      if (late) {
        seat = seat.late();
        desk.late();
      }
      end(EndReason.CLOSED);
      advance();
    }
  }

  private void end(EndReason reason) {
    if (tenancy.isHeld()) {
      tenancy.end(reason);
      seat = seat.ended(footing.now());
    }
  }

  private void lookAtDesk() {
    HandoverDesk.Result result = desk.look(seat, world.rules());
    result
        .begun()
        .ifPresent(
            wish -> {
              backOff.rest(footing.now(), wish.coolDownNanos());
              candidacy = wish.leaves() ? Optional.empty() : candidacy;
            });
    desk.lookAgainAt().ifPresent(timer::atLatest);
    if (!result.seat().equals(seat)) {
      seat = result.seat();
      footing.loop().execute(this::advance);
    }
  }
}
