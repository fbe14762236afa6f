package io.primacy.election.core;

import static java.util.stream.Collectors.toCollection;

import io.primacy.election.Directives;
import io.primacy.election.HandoverOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An election, as stored.
 *
 * @param epoch the fencing token of the last leadership; 0 before the first
 * @param rebornMillis 0, or: the record was made anew after it had vanished, and whoever led before
 *     must be given this long to notice
 * @param holder who leads, if anybody
 * @param candidates in no particular order; one for each node
 * @param orders what operators have asked
 * @param transitions the last few, oldest first
 * @param others lines of a later version, kept as they are, and its values on the first line
 */
record ElectionRecord(
    long epoch,
    long rebornMillis,
    Optional<Holder> holder,
    List<CandidateEntry> candidates,
    Orders orders,
    List<TransitionEntry> transitions,
    List<Line> others) {

  /** How many transitions are kept. */
  static final int HISTORY = 10;

  static final ElectionRecord EMPTY =
      new ElectionRecord(0, 0, Optional.empty(), List.of(), Orders.NONE, List.of(), List.of());

  /**
   * Who leads.
   *
   * @param leaseMillis its lease, for the case that its session slot is not to be found
   * @param confirmed whether it has said that it leads; it was named by another if not
   * @param others values of a later version, kept as they are
   */
  record Holder(
      String node,
      long incarnation,
      long leaseMillis,
      boolean confirmed,
      Map<String, String> others) {

    Holder {
      others = Map.copyOf(others);
    }

    /** One that has confirmed. */
    Holder(String node, long incarnation, long leaseMillis) {
      this(node, incarnation, leaseMillis, true, Map.of());
    }

    boolean is(String otherNode, long otherIncarnation) {
      return node.equals(otherNode) && incarnation == otherIncarnation;
    }
  }

  ElectionRecord {
    candidates = List.copyOf(candidates);
    transitions = List.copyOf(transitions);
    others = List.copyOf(others);
  }

  Optional<CandidateEntry> candidate(String node) {
    return candidates.stream().filter(entry -> entry.node().equals(node)).findFirst();
  }

  Directives directives() {
    return orders.directives();
  }

  /** In which candidates lead: by rank, then by arrival. */
  Comparator<CandidateEntry> precedence() {
    Directives directives = directives();
    return Comparator.comparingInt((CandidateEntry entry) -> rank(directives, entry))
        .reversed()
        .thenComparingLong(CandidateEntry::arrival)
        .thenComparing(CandidateEntry::node);
  }

  List<CandidateEntry> inPrecedence() {
    return candidates.size() < 2 ? candidates : candidates.stream().sorted(precedence()).toList();
  }

  /** Whether one comes before another by more than having stood earlier. */
  boolean outranks(CandidateEntry one, CandidateEntry other) {
    Directives directives = directives();
    return rank(directives, one) > rank(directives, other);
  }

  /** Whether neither the candidate itself nor an operator has anything against it. */
  boolean mayLead(CandidateEntry entry) {
    return entry.eligible() && !directives().isDrained(entry.node());
  }

  boolean isHeldBy(String node, long incarnation) {
    return holder.filter(h -> h.is(node, incarnation)).isPresent();
  }

  /** The same with this entry in place of any other of its node; it keeps its arrival if it can. */
  ElectionRecord with(CandidateEntry entry) {
    long arrival =
        candidate(entry.node())
            .filter(old -> old.incarnation() == entry.incarnation())
            .map(CandidateEntry::arrival)
            .orElseGet(this::nextArrival);
    List<CandidateEntry> changed =
        candidates.stream()
            .filter(other -> !other.node().equals(entry.node()))
            .collect(toCollection(ArrayList::new));
    changed.add(entry.arrivedAs(arrival));
    return but(holder, changed, orders);
  }

  ElectionRecord withoutCandidate(String node) {
    return withoutCandidates(entry -> entry.node().equals(node));
  }

  ElectionRecord withoutCandidates(Predicate<CandidateEntry> gone) {
    return but(holder, candidates.stream().filter(gone.negate()).toList(), orders);
  }

  ElectionRecord with(Orders changed) {
    return but(holder, candidates, changed);
  }

  /** The same under a new leader that writes this itself. */
  ElectionRecord claimedBy(CandidateEntry entry, long newEpoch, Cause cause) {
    return ledBy(entry, newEpoch, cause, true, settled());
  }

  /** The same under a new leader that has yet to hear of it. */
  ElectionRecord passedTo(
      CandidateEntry entry, long newEpoch, Cause cause, HandoverOutcome outcome) {
    Orders told = disappointedIfNotConfirmed().answering(outcome);
    boolean byItself = cause.word().equals(Cause.FAILBACK);
    return ledBy(
        entry, newEpoch, cause, false, byItself ? told.movedBack(cause.wallMillis()) : told);
  }

  /** The leader has heard of it, and leads. */
  ElectionRecord confirmed() {
    return but(
        holder.map(h -> new Holder(h.node(), h.incarnation(), h.leaseMillis(), true, h.others())),
        candidates,
        orders);
  }

  /** The same without a leader. */
  ElectionRecord released(Cause cause) {
    return new ElectionRecord(
        epoch,
        rebornMillis,
        Optional.empty(),
        candidates,
        settled(),
        history(TransitionEntry.of(epoch, Optional.empty(), holder, cause)),
        others);
  }

  /** What to write when this record, once seen, is not there any more. */
  ElectionRecord reborn(long ownLeaseMillis) {
    long longest = ownLeaseMillis;
    for (CandidateEntry entry : candidates) {
      longest = Math.max(longest, entry.leaseMillis());
    }
    longest = Math.max(longest, holder.map(Holder::leaseMillis).orElse(0L));
    return new ElectionRecord(
        epoch,
        Math.max(longest, rebornMillis),
        Optional.empty(),
        candidates,
        settled(),
        transitions,
        others);
  }

  byte[] encode() {
    return ElectionText.encode(this);
  }

  static ElectionRecord decode(byte[] bytes) throws UnreadableRecordException {
    return ElectionText.decode(bytes);
  }

  private static int rank(Directives directives, CandidateEntry entry) {
    return directives.rank(entry.node(), entry.priority());
  }

  private ElectionRecord ledBy(
      CandidateEntry entry, long newEpoch, Cause cause, boolean confirmed, Orders told) {
    Holder leader =
        new Holder(entry.node(), entry.incarnation(), entry.leaseMillis(), confirmed, Map.of());
    return new ElectionRecord(
        newEpoch,
        0,
        Optional.of(leader),
        candidates,
        told,
        history(TransitionEntry.of(newEpoch, Optional.of(entry.node()), holder, cause)),
        others);
  }

  /* Whoever is asked of a leader that is no more has his answer. */
  private Orders settled() {
    return disappointedIfNotConfirmed().answering(HandoverOutcome.OVERTAKEN);
  }

  private Orders disappointedIfNotConfirmed() {
    return holder.filter(h -> !h.confirmed()).isPresent() ? orders.disappointed() : orders;
  }

  private long nextArrival() {
    return 1 + candidates.stream().mapToLong(CandidateEntry::arrival).max().orElse(0);
  }

  private ElectionRecord but(
      Optional<Holder> newHolder, List<CandidateEntry> newCandidates, Orders newOrders) {
    return new ElectionRecord(
        epoch, rebornMillis, newHolder, newCandidates, newOrders, transitions, others);
  }

  private List<TransitionEntry> history(TransitionEntry latest) {
    List<TransitionEntry> kept = new ArrayList<>(transitions);
    kept.add(latest);
    return kept.subList(Math.max(0, kept.size() - HISTORY), kept.size());
  }
}
