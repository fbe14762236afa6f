package io.primacy.election.core;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * @param transitions the last few, oldest first
 * @param others lines of a later version, kept as they are, and its values on the first line
 */
record ElectionRecord(
    long epoch,
    long rebornMillis,
    Optional<Holder> holder,
    List<CandidateEntry> candidates,
    List<TransitionEntry> transitions,
    List<Line> others) {

  /** How many transitions are kept. */
  static final int HISTORY = 8;

  static final ElectionRecord EMPTY =
      new ElectionRecord(0, 0, Optional.empty(), List.of(), List.of(), List.of());

  /**
   * Who leads.
   *
   * @param leaseMillis its lease, for the case that its session slot is not to be found
   */
  record Holder(String node, long incarnation, long leaseMillis) {

    boolean is(String otherNode, long otherIncarnation) {
      return node.equals(otherNode) && incarnation == otherIncarnation;
    }
  }

  /** A change of leader. */
  record TransitionEntry(long token, Optional<String> node, String cause, long wallMillis) {}

  /** By priority, then by arrival: the order in which candidates lead. */
  static final Comparator<CandidateEntry> PRECEDENCE =
      Comparator.comparingInt(CandidateEntry::priority)
          .reversed()
          .thenComparingLong(CandidateEntry::arrival)
          .thenComparing(CandidateEntry::node);

  ElectionRecord {
    candidates = List.copyOf(candidates);
    transitions = List.copyOf(transitions);
    others = List.copyOf(others);
  }

  Optional<CandidateEntry> candidate(String node) {
    return candidates.stream().filter(entry -> entry.node().equals(node)).findFirst();
  }

  List<CandidateEntry> inPrecedence() {
    return candidates.stream().sorted(PRECEDENCE).toList();
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
    List<CandidateEntry> changed = without(entry.node()::equals);
    changed.add(entry.arrivedAs(arrival));
    return withCandidates(changed);
  }

  ElectionRecord withoutCandidate(String node) {
    return withCandidates(without(node::equals));
  }

  ElectionRecord withoutCandidates(Predicate<CandidateEntry> gone) {
    return withCandidates(candidates.stream().filter(gone.negate()).toList());
  }

  /** The same under a new leader. */
  ElectionRecord ledBy(CandidateEntry entry, long newEpoch, String cause, long wallMillis) {
    Holder leader = new Holder(entry.node(), entry.incarnation(), entry.leaseMillis());
    return new ElectionRecord(
        newEpoch,
        0,
        Optional.of(leader),
        candidates,
        history(new TransitionEntry(newEpoch, Optional.of(entry.node()), cause, wallMillis)),
        others);
  }

  /** The same without a leader. */
  ElectionRecord released(long wallMillis) {
    return new ElectionRecord(
        epoch,
        rebornMillis,
        Optional.empty(),
        candidates,
        history(new TransitionEntry(epoch, Optional.empty(), "release", wallMillis)),
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
        epoch, Math.max(longest, rebornMillis), Optional.empty(), candidates, transitions, others);
  }

  byte[] encode() {
    return ElectionText.encode(this);
  }

  static ElectionRecord decode(byte[] bytes) throws UnreadableRecordException {
    return ElectionText.decode(bytes);
  }

  private long nextArrival() {
    return 1 + candidates.stream().mapToLong(CandidateEntry::arrival).max().orElse(0);
  }

  private List<CandidateEntry> without(Predicate<String> node) {
    return candidates.stream()
        .filter(entry -> !node.test(entry.node()))
        .collect(toCollection(ArrayList::new));
  }

  private ElectionRecord withCandidates(List<CandidateEntry> changed) {
    return new ElectionRecord(epoch, rebornMillis, holder, changed, transitions, others);
  }

  private List<TransitionEntry> history(TransitionEntry latest) {
    List<TransitionEntry> kept = new ArrayList<>(transitions);
    kept.add(latest);
    return kept.subList(Math.max(0, kept.size() - HISTORY), kept.size());
  }
}
