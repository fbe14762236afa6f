package io.primacy.election.core;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.Failback;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Seat.Better;
import io.primacy.election.core.Seat.Tenure;
import io.primacy.election.core.Seat.Vacancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** All small worlds a decision can be made in. */
final class SmallWorlds {

  static final long LONG_AGO = 0;
  static final long NOW = 10_000_000_000L;
  static final long VERSION = 40;
  static final long LEASE = 200;
  static final String I = "n1";
  static final String OTHER = "n2";
  static final long WALL = 1_000;
  private static final Actor ACTOR = new Actor("somebody", "a reason");

  private SmallWorlds() {}

  static void peers(Consumer<Peer> each) {
    each.accept(Peer.UNSEEN);
    for (long since : new long[] {LONG_AGO, NOW}) {
      each.accept(new Peer(true, 0, Optional.empty(), since, since, 0, since));
      for (long incarnation : new long[] {0, 2, 3, 4}) {
        for (boolean open : new boolean[] {false, true}) {
          for (long floor : new long[] {0, incarnation}) {
            for (int renewals : new int[] {0, 3}) {
              SessionRecord slot = new SessionRecord(incarnation, floor, "r", 1, LEASE, open);
              each.accept(new Peer(true, 7, Optional.of(slot), since, since, renewals, since));
            }
          }
        }
      }
    }
  }

  static void selves(Consumer<Optional<Me>> each) {
    each.accept(Optional.empty());
    for (long floor : new long[] {1, 5}) {
      for (long openedAt : new long[] {LONG_AGO, NOW}) {
        each.accept(Optional.of(new Me(I, 5, floor, openedAt, LEASE)));
      }
    }
  }

  static void seats(Consumer<Seat> each) {
    for (Optional<ElectionRecord> election : elections()) {
      for (Tenure tenure : tenures()) {
        for (long spent : new long[] {0, 1, 2}) {
          for (Optional<Candidacy> standing : standings()) {
            for (Optional<Passing> passing : passings()) {
              for (long vacantSince : new long[] {LONG_AGO, NOW}) {
                Seat seat = seat(election, tenure, spent, standing, passing, vacantSince);
                each.accept(seat);
                if (passing.isEmpty() && spent < 2) {
                  each.accept(seat.above(1));
                  each.accept(seat.above(VERSION + 10));
                }
              }
            }
          }
        }
      }
    }
    each.accept(Seat.EMPTY);
  }

  private static Seat seat(
      Optional<ElectionRecord> election,
      Tenure tenure,
      long spent,
      Optional<Candidacy> standing,
      Optional<Passing> passing,
      long vacantSince) {
    Optional<Vacancy> vacancy = election.map(e -> new Vacancy(e.epoch(), e.holder(), vacantSince));
    return new Seat(
        standing,
        true,
        election.isPresent() ? VERSION : 0,
        election,
        election,
        tenure,
        spent,
        0,
        Optional.empty(),
        passing,
        answer(election),
        OptionalLong.empty(),
        vacancy,
        Optional.of(new Better(OTHER, 3, vacantSince)),
        Map.of(),
        OptionalLong.empty());
  }

  private static List<Optional<Passing>> passings() {
    return List.of(
        Optional.empty(),
        Optional.of(Passing.by(Cause.HANDOVER, Optional.of(OTHER), Optional.empty())));
  }

  private static Optional<Answer> answer(Optional<ElectionRecord> election) {
    return election
        .flatMap(e -> e.orders().request())
        .map(request -> Answer.of(request.id(), HandoverOutcome.PAUSED));
  }

  private static List<Optional<Candidacy>> standings() {
    return List.of(
        Optional.empty(),
        Optional.of(
            Candidacy.plain().withFailback(Failback.after(Duration.ofNanos(NOW - LONG_AGO)))),
        Optional.of(Candidacy.plain().withEligible(false)));
  }

  private static List<Tenure> tenures() {
    List<Tenure> tenures = new ArrayList<>(List.of(new Tenure.None()));
    for (long epoch : new long[] {1, 2}) {
      for (long incarnation : new long[] {4, 5}) {
        tenures.add(new Tenure.Leading(epoch, incarnation));
        tenures.add(new Tenure.Draining(epoch, incarnation));
      }
    }
    return tenures;
  }

  private static List<Optional<ElectionRecord>> elections() {
    List<Optional<ElectionRecord>> all = new ArrayList<>(List.of(Optional.empty()));
    List<Optional<Holder>> holders =
        List.of(
            Optional.empty(),
            Optional.of(new Holder(I, 4, LEASE)),
            Optional.of(new Holder(I, 5, LEASE)),
            Optional.of(new Holder(I, 5, LEASE, false, Map.of())),
            Optional.of(new Holder(I, 6, LEASE)),
            Optional.of(new Holder(OTHER, 3, LEASE)));
    for (long epoch : new long[] {0, 1, 2}) {
      for (Optional<Holder> holder : holders) {
        for (List<CandidateEntry> candidates : candidates()) {
          for (long reborn : holder.isEmpty() ? new long[] {0, LEASE} : new long[] {0}) {
            for (Orders orders : epoch == 1 ? orders() : List.of(Orders.NONE)) {
              all.add(
                  Optional.of(
                      new ElectionRecord(
                          epoch, reborn, holder, candidates, orders, List.of(), List.of())));
            }
          }
        }
      }
    }
    return all;
  }

  private static List<Orders> orders() {
    Request asked =
        new Request("r", Request.Want.HANDOVER, Optional.of(OTHER), 0, ACTOR, 0, Map.of());
    return List.of(
        Orders.NONE,
        laidDown(pause(Optional.empty())),
        laidDown(pause(Optional.of(OTHER))),
        laidDown(Directive.drain(I, ACTOR, 0)),
        laidDown(Directive.drain(OTHER, ACTOR, 0)),
        laidDown(Directive.prefer(OTHER, ACTOR, 0)),
        Orders.NONE.asking(asked));
  }

  private static Orders laidDown(Directive directive) {
    return Orders.NONE.change(directives -> directives.with(directive));
  }

  /** Set just now, by the wall clock of {@link RulesWalkTest}. */
  private static Directive pause(Optional<String> node) {
    return Directive.pause(node, Duration.ofMinutes(1), ACTOR, WALL);
  }

  private static List<List<CandidateEntry>> candidates() {
    CandidateEntry me = entry(I, 5, true);
    CandidateEntry earlier = entry(I, 4, true);
    CandidateEntry other = entry(OTHER, 3, true);
    CandidateEntry barred = entry(OTHER, 3, false);
    return List.of(
        List.of(),
        List.of(me),
        List.of(earlier),
        List.of(me, other),
        List.of(me, barred),
        List.of(other));
  }

  /** As if a candidate held the election: who is gone as a candidate is gone as a leader. */
  static ElectionRecord heldBy(CandidateEntry entry) {
    return ElectionRecord.EMPTY.with(entry).claimedBy(entry, 1, Cause.of(Cause.CLAIM, 0));
  }

  private static CandidateEntry entry(String node, long incarnation, boolean eligible) {
    return new CandidateEntry(
        node, incarnation, LEASE, 0, eligible, incarnation, Map.of(), Map.of());
  }
}
