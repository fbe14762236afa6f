package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.Directive;
import io.primacy.election.EndReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One election as this process takes part in it: what it wants, what it saw, what it holds.
 * Immutable; {@link Rules} decides on it.
 *
 * @param standing how this node stands, if it does
 * @param seen whether the record was read at all
 * @param version of the record, 0 while absent
 * @param record the content, if there is any
 * @param remembered the last content there was, for when an operator deletes the record
 * @param tenure the leadership held here
 * @param spent the highest epoch that was led here, or given up; it is never led again
 * @param floor the highest token a resource is known to have seen; none up to it is led
 * @param mustEnd an orderly end that was asked for
 * @param passing how leadership is to be passed on, until it has been
 * @param answer what is to be answered to a request, until it has been
 * @param unresolved the version that a write of unknown fate expected, while it may still land
 * @param vacancy since when there is no leader, as seen here
 * @param better since when a better candidate is there, as this leader sees it
 * @param pauses since when each pause has been seen
 * @param endedAt when the last leadership here ended
 */
record Seat(
    Optional<Candidacy> standing,
    boolean seen,
    long version,
    Optional<ElectionRecord> record,
    Optional<ElectionRecord> remembered,
    Tenure tenure,
    long spent,
    long floor,
    Optional<EndReason> mustEnd,
    Optional<Passing> passing,
    Optional<Answer> answer,
    OptionalLong unresolved,
    Optional<Vacancy> vacancy,
    Optional<Better> better,
    Map<Directive, Long> pauses,
    OptionalLong endedAt) {

  static final Seat EMPTY =
      new Seat(
          Optional.empty(),
          false,
          0,
          Optional.empty(),
          Optional.empty(),
          new Tenure.None(),
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          OptionalLong.empty());

  /** The leadership held by this process. */
  sealed interface Tenure {

    /** The epoch that is led, 0 for none. */
    long epoch();

    /** The incarnation of this node that leads it, 0 for none. */
    long incarnation();

    record None() implements Tenure {
      @Override
      public long epoch() {
        return 0;
      }

      @Override
      public long incarnation() {
        return 0;
      }
    }

    record Leading(long epoch, long incarnation) implements Tenure {}

    /** User code was asked to stop, and has not yet. */
    record Draining(long epoch, long incarnation) implements Tenure {}
  }

  /** No leader since then; told apart by the epoch and by who is gone. */
  record Vacancy(long epoch, Optional<ElectionRecord.Holder> gone, long since) {

    boolean concerns(ElectionRecord election) {
      return election.epoch() == epoch && election.holder().equals(gone);
    }
  }

  /** A candidate that outranks this leader, there since then. */
  record Better(String node, long incarnation, long since) {

    static Better of(CandidateEntry entry, long now) {
      return new Better(entry.node(), entry.incarnation(), now);
    }

    boolean is(CandidateEntry entry) {
      return entry.node().equals(node) && entry.incarnation() == incarnation;
    }
  }

  boolean holdsTenure() {
    return !(tenure instanceof Tenure.None);
  }

  /** After the record was read, written, or found in the way of a write. */
  Seat sighted(long newVersion, Optional<ElectionRecord> content, long now) {
    boolean settled = unresolved.isPresent() && newVersion > unresolved.getAsLong();
    return but(
        draft -> {
          draft.seen = true;
          draft.version = newVersion;
          draft.record = content;
          draft.remembered = content.isPresent() ? content : remembered;
          draft.unresolved = settled ? OptionalLong.empty() : unresolved;
          draft.pauses = pausesIn(content, now);
        });
  }

  Seat standing(Optional<Candidacy> wanted) {
    return wanted.equals(standing) ? this : but(draft -> draft.standing = wanted);
  }

  Seat granted(long epoch, long incarnation) {
    return but(
        draft -> {
          draft.tenure = new Tenure.Leading(epoch, incarnation);
          draft.spent = epoch;
          draft.vacancy = Optional.empty();
          draft.better = Optional.empty();
          draft.answer = Optional.empty();
        });
  }

  Seat draining() {
    return tenure instanceof Tenure.Leading leading
        ? but(draft -> draft.tenure = new Tenure.Draining(leading.epoch(), leading.incarnation()))
        : this;
  }

  /** The leadership is over. How to pass it on is remembered until the record has moved on. */
  Seat ended(long now) {
    return but(
        draft -> {
          draft.tenure = new Tenure.None();
          draft.mustEnd = Optional.empty();
          draft.endedAt = OptionalLong.of(now);
        });
  }

  Seat endWith(EndReason reason, Optional<Passing> on) {
    return but(
        draft -> {
          draft.mustEnd = Optional.of(reason);
          draft.passing = on.isPresent() ? on : passing;
        });
  }

  /** The work was not finished within its limit. */
  Seat late() {
    return but(draft -> draft.passing = passing.map(on -> on.late(true)));
  }

  Seat answering(Answer answered) {
    return but(draft -> draft.answer = Optional.of(answered));
  }

  /** An epoch that this process never leads from now on. */
  Seat spending(long epoch) {
    return but(draft -> draft.spent = Math.max(spent, epoch));
  }

  /** A resource has seen that token. */
  Seat above(long seen) {
    return but(draft -> draft.floor = Math.max(floor, seen));
  }

  Seat passedOn() {
    return but(draft -> draft.passing = Optional.empty());
  }

  Seat unresolvedSince(long expectedVersion) {
    return but(draft -> draft.unresolved = OptionalLong.of(expectedVersion));
  }

  Seat vacantSince(Optional<Vacancy> noted) {
    return but(draft -> draft.vacancy = noted);
  }

  Seat betterSince(Optional<Better> noted) {
    return but(draft -> draft.better = noted);
  }

  private Map<Directive, Long> pausesIn(Optional<ElectionRecord> content, long now) {
    Map<Directive, Long> seen = new HashMap<>();
    content.stream()
        .flatMap(election -> election.directives().all().stream())
        .filter(directive -> directive.kind() == Directive.Kind.PAUSE)
        .forEach(pause -> seen.put(pause, pauses.getOrDefault(pause, now)));
    return Map.copyOf(seen);
  }

  private Seat but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.seat();
  }

  /** A seat while it is being changed: the one place that names all components. */
  private static final class Draft {
    private Optional<Candidacy> standing;
    private boolean seen;
    private long version;
    private Optional<ElectionRecord> record;
    private Optional<ElectionRecord> remembered;
    private Tenure tenure;
    private long spent;
    private long floor;
    private Optional<EndReason> mustEnd;
    private Optional<Passing> passing;
    private Optional<Answer> answer;
    private OptionalLong unresolved;
    private Optional<Vacancy> vacancy;
    private Optional<Better> better;
    private Map<Directive, Long> pauses;
    private OptionalLong endedAt;

    Draft(Seat from) {
      standing = from.standing;
      seen = from.seen;
      version = from.version;
      record = from.record;
      remembered = from.remembered;
      tenure = from.tenure;
      spent = from.spent;
      floor = from.floor;
      mustEnd = from.mustEnd;
      passing = from.passing;
      answer = from.answer;
      unresolved = from.unresolved;
      vacancy = from.vacancy;
      better = from.better;
      pauses = from.pauses;
      endedAt = from.endedAt;
    }

    Seat seat() {
      return new Seat(
          standing,
          seen,
          version,
          record,
          remembered,
          tenure,
          spent,
          floor,
          mustEnd,
          passing,
          answer,
          unresolved,
          vacancy,
          better,
          pauses,
          endedAt);
    }
  }
}
