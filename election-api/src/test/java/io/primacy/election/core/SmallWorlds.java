package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.core.ElectionRecord.Holder;
import io.primacy.election.core.Seat.Tenure;
import io.primacy.election.core.Seat.Vacancy;
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

  private SmallWorlds() {}

  static void peers(Consumer<Peer> each) {
    each.accept(Peer.UNSEEN);
    for (long since : new long[] {LONG_AGO, NOW}) {
      each.accept(new Peer(true, 0, Optional.empty(), since, since, 0));
      for (long incarnation : new long[] {0, 2, 3, 4}) {
        for (boolean open : new boolean[] {false, true}) {
          for (long floor : new long[] {0, incarnation}) {
            for (int renewals : new int[] {0, 3}) {
              SessionRecord slot = new SessionRecord(incarnation, floor, "r", 1, LEASE, open);
              each.accept(new Peer(true, 7, Optional.of(slot), since, since, renewals));
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
            for (Optional<String> handTo : List.of(Optional.<String>empty(), Optional.of(OTHER))) {
              for (long vacantSince : new long[] {LONG_AGO, NOW}) {
                each.accept(seat(election, tenure, spent, standing, handTo, vacantSince));
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
      Optional<String> handTo,
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
        Optional.empty(),
        handTo,
        OptionalLong.empty(),
        vacancy);
  }

  private static List<Optional<Candidacy>> standings() {
    return List.of(
        Optional.empty(),
        Optional.of(Candidacy.plain()),
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
            Optional.of(new Holder(I, 6, LEASE)),
            Optional.of(new Holder(OTHER, 3, LEASE)));
    for (long epoch : new long[] {0, 1, 2}) {
      for (Optional<Holder> holder : holders) {
        for (List<CandidateEntry> candidates : candidates()) {
          for (long reborn : holder.isEmpty() ? new long[] {0, LEASE} : new long[] {0}) {
            all.add(
                Optional.of(
                    new ElectionRecord(epoch, reborn, holder, candidates, List.of(), List.of())));
          }
        }
      }
    }
    return all;
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

  private static CandidateEntry entry(String node, long incarnation, boolean eligible) {
    return new CandidateEntry(
        node, incarnation, LEASE, 0, eligible, incarnation, Map.of(), Map.of());
  }
}
