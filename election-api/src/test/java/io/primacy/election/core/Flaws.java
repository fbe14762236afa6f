package io.primacy.election.core;

import io.primacy.election.Directives;
import io.primacy.election.Failback;
import io.primacy.election.Timing;
import java.util.Optional;

/**
 * What is wrong with a simulated world on purpose. The simulation must notice each of these.
 *
 * @param proof the judgements of the core
 * @param wallStandsStill the wall clock stands still while a machine is suspended
 * @param versionsIgnored now and then the store writes whatever version was expected
 * @param hintsLost now and then the store forgets a hint
 * @param supervisors how they work
 */
record Flaws(
    Proof proof,
    boolean wallStandsStill,
    boolean versionsIgnored,
    boolean hintsLost,
    SimSupervisor.Manner supervisors) {

  static final Flaws NONE = of(Proof.SOUND);

  static Flaws of(Proof proof) {
    return new Flaws(proof, false, false, false);
  }

  static Flaws of(SimSupervisor.Manner supervisors) {
    return new Flaws(Proof.SOUND, false, false, false, supervisors);
  }

  /** With supervisors as they should be. */
  Flaws(Proof proof, boolean wallStandsStill, boolean versionsIgnored, boolean hintsLost) {
    this(proof, wallStandsStill, versionsIgnored, hintsLost, SimSupervisor.Manner.SOUND);
  }

  /** A stale read, or the last write of the dead, is taken for life. */
  static final class DeadIsAlive extends Proof {
    @Override
    boolean isAliveAfter(int changes) {
      return true;
    }
  }

  /** A supervisor closes whatever session it finds. */
  static final class AnyRunIsDead extends Proof {
    @Override
    boolean isOfTheDead(SessionRecord session, String run) {
      return true;
    }
  }

  /** A slot that is not there is taken for one whose node is gone. */
  static final class AbsentIsGone extends Proof {
    @Override
    boolean isGone(Optional<SessionRecord> slot, long incarnation) {
      return slot.isEmpty() || super.isGone(slot, incarnation);
    }
  }

  /** An earlier incarnation, which may be a stale read, is taken for proof. */
  static final class EarlierIsGone extends Proof {
    @Override
    boolean isGone(Optional<SessionRecord> slot, long incarnation) {
      return slot.filter(session -> session.incarnation() < incarnation).isPresent()
          || super.isGone(slot, incarnation);
    }
  }

  /** A session that is open is taken for closed. */
  static final class OpenIsGone extends Proof {
    @Override
    boolean isGone(Optional<SessionRecord> slot, long incarnation) {
      return slot.filter(session -> session.incarnation() >= incarnation).isPresent();
    }
  }

  /** The lease counts from when the renewal was confirmed. */
  static final class LeaseFromTheAnswer extends Proof {
    @Override
    Moment leaseBegins(Moment sent, Moment confirmed) {
      return confirmed;
    }
  }

  /** A challenger waits for a part of the lease. */
  static final class Impatient extends Proof {
    @Override
    long patienceEnds(long since, long leaseMillis, Timing timing) {
      return since + (long) (0.85 * leaseMillis * 1_000_000);
    }
  }

  /** A challenger does not wait. */
  static final class NoPatience extends Proof {
    @Override
    long patienceEnds(long since, long leaseMillis, Timing timing) {
      return since;
    }
  }

  /** A challenger waits for the lease, and trusts the clocks. */
  static final class TrustsClocks extends Proof {
    @Override
    long patienceEnds(long since, long leaseMillis, Timing timing) {
      return since + leaseMillis * 1_000_000;
    }
  }

  /** A challenger waits for its own lease instead of the other's. */
  static final class OwnLeaseForAll extends Proof {
    @Override
    long patienceEnds(long since, long leaseMillis, Timing timing) {
      return super.patienceEnds(since, timing.lease().toMillis(), timing);
    }
  }

  /** A challenger waits for ever. */
  static final class NeverFences extends Proof {
    @Override
    long patienceEnds(long since, long leaseMillis, Timing timing) {
      return since + 1_000_000 * leaseMillis * 1_000;
    }
  }

  /** The next leader gets the token of the last. */
  static final class TokenReused extends Proof {
    @Override
    long nextEpoch(ElectionRecord election, long version, long floor) {
      return election.epoch() == 0 ? super.nextEpoch(election, version, floor) : election.epoch();
    }
  }

  /** Tokens of a record that was made anew start at 1. */
  static final class TokenRestarts extends Proof {
    @Override
    long nextEpoch(ElectionRecord election, long version, long floor) {
      return election.epoch() + 1;
    }
  }

  /** An epoch that was led here already, or given up, is led again. */
  static final class SpentIsForgotten extends Proof {
    @Override
    boolean isUnspent(long epoch, long spent) {
      return true;
    }
  }

  /** What a resource has seen is taken no notice of. */
  static final class NoFloor extends Proof {
    @Override
    boolean isAbove(long epoch, long floor) {
      return true;
    }

    @Override
    long nextEpoch(ElectionRecord election, long version, long floor) {
      return super.nextEpoch(election, version, 0);
    }
  }

  /** Tokens up to the floor are led, though none are given out. */
  static final class LeadsBelowFloor extends Proof {
    @Override
    boolean isAbove(long epoch, long floor) {
      return true;
    }
  }

  /** Tokens up to the floor are given out, though none are led. */
  static final class NamesBelowFloor extends Proof {
    @Override
    long nextEpoch(ElectionRecord election, long version, long floor) {
      return super.nextEpoch(election, version, 0);
    }
  }

  /** A pause is taken no notice of. */
  static final class NoPause extends Proof {
    @Override
    boolean isInForce(long left) {
      return false;
    }
  }

  /** A node that is drained leads all the same. */
  static final class NoDrain extends Proof {
    @Override
    boolean isDrained(Directives directives, String node) {
      return false;
    }
  }

  /** A leader gives way to whoever is better at once. */
  static final class NoHoldOff extends Proof {
    @Override
    long holdOffEnds(long since, Failback failback) {
      return since;
    }
  }

  /** A leader never gives way. */
  static final class NoGivingWay extends Proof {
    @Override
    long holdOffEnds(long since, Failback failback) {
      return since + 1_000 * failback.holdOff().toNanos();
    }
  }
}
