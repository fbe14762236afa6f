package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.Timing;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Seat.Tenure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every decision in every small world: two nodes, epochs up to 2, each kind of slot, seen just now
 * or long ago. What a decision may be is said here a second time, in other words than in the rules.
 */
class RulesWalkTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofMillis(SmallWorlds.LEASE));

  private long decisions;
  private long leaderChanges;
  private long givenWay;

  @Test
  void everyDecisionInEverySmallWorldIsAllowed() {
    walk(Proof.SOUND);
    assertTrue(decisions > 1_000_000, () -> "only " + decisions + " decisions were seen");
    assertTrue(leaderChanges > 1_000, () -> "only " + leaderChanges + " changes of leader");
    assertTrue(givenWay > 40, () -> "only " + givenWay + " failbacks");
    System.out.println(
        "walk: "
            + decisions
            + " decisions, "
            + leaderChanges
            + " of them change the leader, "
            + givenWay
            + " give way");
  }

  @Test
  void aWrongJudgementIsNoticedOnTheWalk() {
    List<Proof> wrong =
        List.of(
            new Flaws.AbsentIsGone(),
            new Flaws.EarlierIsGone(),
            new Flaws.OpenIsGone(),
            new Flaws.NoPatience(),
            new Flaws.TokenReused(),
            new Flaws.SpentIsForgotten(),
            new Flaws.LeadsBelowFloor(),
            new Flaws.NamesBelowFloor());
    for (Proof proof : wrong) {
      assertThrows(AssertionError.class, () -> walk(proof), proof.getClass().getName());
    }
  }

  private void walk(Proof proof) {
    SmallWorlds.peers(
        peer ->
            SmallWorlds.selves(
                self -> {
                  for (boolean closing : new boolean[] {false, true}) {
                    Rules rules =
                        new Rules(
                            TIMING,
                            proof,
                            n -> peer,
                            self,
                            closing,
                            SmallWorlds.NOW,
                            SmallWorlds.WALL);
                    SmallWorlds.seats(seat -> judge(rules, seat, peer));
                  }
                }));
  }

  private void judge(Rules rules, Seat seat, Peer peer) {
    decisions++;
    Move move = rules.next(seat);
    if (move instanceof Move.Grant grant) {
      require(mayBegin(rules, seat, grant.epoch()), "grants", rules, seat, move);
    } else if (move instanceof Move.Write write) {
      judgeWrite(rules, seat, peer, write);
    } else if (move instanceof Move.Fence fence) {
      judgeFence(rules, seat, peer, fence);
    } else if (move instanceof Move.Rest || move instanceof Move.Await) {
      require(!seat.holdsTenure() || stillLeads(rules, seat), "rests", rules, seat, move);
    } else if (move instanceof Move.Drain) {
      require(seat.tenure() instanceof Tenure.Leading, "drains", rules, seat, move);
    } else if (move instanceof Move.Note note) {
      judgeNote(rules, seat, peer, note);
    } else if (move instanceof Move.End) {
      require(seat.holdsTenure() && !stillLeads(rules, seat), "ends", rules, seat, move);
    }
  }

  private static boolean mayBegin(Rules rules, Seat seat, long epoch) {
    return !seat.holdsTenure()
        && !rules.closing()
        && rules.me().isPresent()
        && seat.standing().filter(Candidacy::eligible).isPresent()
        && seat.record().isPresent()
        && seat.record().get().epoch() == epoch
        && epoch > seat.spent()
        && epoch > seat.floor()
        && seat.record().get().isHeldBy(SmallWorlds.I, rules.me().get().incarnation());
  }

  private static boolean stillLeads(Rules rules, Seat seat) {
    return seat.holdsTenure()
        && rules.me().isPresent()
        && seat.record().isPresent()
        && seat.record().get().isHeldBy(SmallWorlds.I, rules.me().get().incarnation())
        && seat.record().get().epoch() > seat.floor()
        && seat.tenure().equals(tenureOf(seat, rules.me().get()));
  }

  private static Tenure tenureOf(Seat seat, Me me) {
    long epoch = seat.record().orElseThrow().epoch();
    return seat.tenure() instanceof Tenure.Leading
        ? new Tenure.Leading(epoch, me.incarnation())
        : new Tenure.Draining(epoch, me.incarnation());
  }

  private void judgeWrite(Rules rules, Seat seat, Peer peer, Move.Write write) {
    require(seat.seen() && rules.me().isPresent(), "writes blindly", rules, seat, write);
    require(write.expectedVersion() == seat.version(), "writes over", rules, seat, write);
    ElectionRecord before = seat.record().orElse(ElectionRecord.EMPTY);
    ElectionRecord after = write.content();
    long epochRose = after.epoch() - before.epoch();
    boolean newLeader =
        after.holder().isPresent()
            && (epochRose != 0
                || !after.holder().map(Holder::node).equals(before.holder().map(Holder::node)));
    if (newLeader) {
      leaderChanges++;
      require(epochRose > 0, "reuses a token", rules, seat, write);
      long most = 1 + Math.max(seat.version(), seat.floor());
      require(after.epoch() <= most, "outruns the versions", rules, seat, write);
      require(after.epoch() > seat.floor(), "names below the floor", rules, seat, write);
      require(!seat.holdsTenure(), "takes over while leading", rules, seat, write);
      require(isVacant(rules, before, peer), "takes over from a leader", rules, seat, write);
      require(isWillingOrAlive(rules, seat, after), "makes lead", rules, seat, write);
      require(!isDrained(after), "makes a drained node lead", rules, seat, write);
      require(
          !isPaused(before, after) || staysOrWasAsked(rules, seat, before, after),
          "changes the leader in a pause",
          rules,
          seat,
          write);
      require(after.orders().request().isEmpty(), "leaves a request open", rules, seat, write);
      require(
          after.holder().get().confirmed() == after.isHeldBy(SmallWorlds.I, 5),
          "says that another has begun",
          rules,
          seat,
          write);
    } else {
      require(epochRose == 0, "changes the epoch alone", rules, seat, write);
      require(onlyGoneAreStruck(rules, before, after, peer), "strikes", rules, seat, write);
      boolean released = before.holder().isPresent() && after.holder().isEmpty();
      require(
          !released || (!seat.holdsTenure() && isHeldByMe(rules, before)),
          "releases what it does not hold",
          rules,
          seat,
          write);
    }
    require(
        before.directives().equals(after.directives()), "lifts or lays down", rules, seat, write);
    require(
        !isHeldByMe(rules, before) || seat.holdsTenure() || write.spends() == before.epoch(),
        "gives up an epoch and could lead it still",
        rules,
        seat,
        write);
  }

  /* To end what is led here is the only thing to note that others feel. */
  private void judgeNote(Rules rules, Seat seat, Peer peer, Move.Note note) {
    boolean givesWay = note.seat().mustEnd().isPresent() && seat.mustEnd().isEmpty();
    require(note.seat().tenure().equals(seat.tenure()), "forgets", rules, seat, note);
    if (!givesWay) {
      return;
    }
    ElectionRecord election = seat.record().orElseThrow();
    CandidateEntry better = election.candidate(SmallWorlds.OTHER).orElseThrow();
    boolean preferred = election.directives().isPreferred(SmallWorlds.OTHER);
    boolean old = seat.better().orElseThrow().since() == SmallWorlds.LONG_AGO;
    require(stillLeads(rules, seat), "gives way though it does not lead", rules, seat, note);
    require(preferred && better.eligible(), "gives way to no better", rules, seat, note);
    require(peer.isAlive(better.incarnation(), rules.now()), "gives way to", rules, seat, note);
    require(old, "gives way too soon", rules, seat, note);
    givenWay++;
  }

  private static boolean isDrained(ElectionRecord election) {
    return election.holder().filter(h -> election.directives().isDrained(h.node())).isPresent();
  }

  /* All pauses of the small worlds have been set just now. */
  private static boolean isPaused(ElectionRecord before, ElectionRecord after) {
    return before.directives().all().stream()
        .filter(directive -> directive.kind() == Directive.Kind.PAUSE)
        .anyMatch(
            pause ->
                pause.node().isEmpty()
                    || pause.node().equals(before.holder().map(Holder::node))
                    || pause.node().equals(after.holder().map(Holder::node)));
  }

  private static boolean staysOrWasAsked(
      Rules rules, Seat seat, ElectionRecord before, ElectionRecord after) {
    boolean stays = isHeldByMe(rules, before) && isHeldByMe(rules, after);
    return stays || (isHeldByMe(rules, before) && seat.passing().isPresent());
  }

  /** Who is missing afterwards withdrew itself, or is proven gone. */
  private static boolean onlyGoneAreStruck(
      Rules rules, ElectionRecord before, ElectionRecord after, Peer peer) {
    return before.candidates().stream()
        .filter(entry -> after.candidate(entry.node()).isEmpty())
        .filter(entry -> !entry.node().equals(SmallWorlds.I))
        .allMatch(entry -> isVacant(rules, SmallWorlds.heldBy(entry), peer));
  }

  private static boolean isHeldByMe(Rules rules, ElectionRecord election) {
    return election.isHeldBy(SmallWorlds.I, rules.me().orElseThrow().incarnation());
  }

  /** Nobody can believe that he leads by this record. */
  private static boolean isVacant(Rules rules, ElectionRecord election, Peer peer) {
    if (election.holder().isEmpty() || isHeldByMe(rules, election)) {
      return true;
    }
    Holder holder = election.holder().get();
    Me me = rules.me().orElseThrow();
    if (holder.node().equals(SmallWorlds.I)) {
      return holder.incarnation() < me.incarnation()
          && (holder.incarnation() >= me.floor() || me.openedAt() == SmallWorlds.LONG_AGO);
    }
    if (peer.slot().isEmpty()) {
      return false;
    }
    SessionRecord slot = peer.slot().get();
    if (slot.floor() > holder.incarnation()) {
      return peer.floorSince() == SmallWorlds.LONG_AGO;
    }
    return slot.incarnation() > holder.incarnation()
        || (slot.incarnation() == holder.incarnation() && !slot.open());
  }

  private static boolean isWillingOrAlive(Rules rules, Seat seat, ElectionRecord after) {
    Holder next = after.holder().orElseThrow();
    if (next.node().equals(SmallWorlds.I)) {
      return next.incarnation() == rules.me().orElseThrow().incarnation()
          && !rules.closing()
          && seat.standing().filter(Candidacy::eligible).isPresent();
    }
    return after
        .candidate(next.node())
        .filter(entry -> entry.eligible() && entry.incarnation() == next.incarnation())
        .isPresent();
  }

  private void judgeFence(Rules rules, Seat seat, Peer peer, Move.Fence fence) {
    ElectionRecord election = seat.record().orElseThrow();
    Holder holder =
        stillLeads(rules, seat)
            ? SmallWorlds.heldBy(election.candidate(fence.node()).orElseThrow()).holder().get()
            : election.holder().orElseThrow();
    SessionRecord closed = fence.proof().closed();
    require(holder.node().equals(fence.node()), "fences another", rules, seat, fence);
    require(
        peer.seen() && peer.versionSince() == SmallWorlds.LONG_AGO,
        "fences early",
        rules,
        seat,
        fence);
    require(fence.proof().version() == peer.version(), "fences blindly", rules, seat, fence);
    require(
        !closed.open() && closed.incarnation() >= holder.incarnation(),
        "fences without effect",
        rules,
        seat,
        fence);
  }

  private static void require(boolean holds, String what, Rules rules, Seat seat, Move move) {
    if (!holds) {
      fail(what + ": " + move + "\n  by " + rules + "\n  at " + seat);
    }
  }
}
