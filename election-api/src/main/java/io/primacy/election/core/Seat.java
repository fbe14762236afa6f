package io.primacy.election.core;

import io.primacy.election.Candidacy;
import io.primacy.election.EndReason;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param mustEnd an orderly end that was asked for
 * @param handTo who should lead next
 * @param unresolved the version that a write of unknown fate expected, while it may still land
 * @param vacancy since when there is no leader, as seen here
 */
record Seat(
    Optional<Candidacy> standing,
    boolean seen,
    long version,
    Optional<ElectionRecord> record,
    Optional<ElectionRecord> remembered,
    Tenure tenure,
    long spent,
    Optional<EndReason> mustEnd,
    Optional<String> handTo,
    OptionalLong unresolved,
    Optional<Vacancy> vacancy) {

  static final Seat EMPTY =
      new Seat(
          Optional.empty(),
          false,
          0,
          Optional.empty(),
          Optional.empty(),
          new Tenure.None(),
          0,
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());

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

  boolean holdsTenure() {
    return !(tenure instanceof Tenure.None);
  }

  /** After the record was read, written, or found in the way of a write. */
  Seat sighted(long newVersion, Optional<ElectionRecord> content) {
    boolean settled = unresolved.isPresent() && newVersion > unresolved.getAsLong();
    return new Seat(
        standing,
        true,
        newVersion,
        content,
        content.isPresent() ? content : remembered,
        tenure,
        spent,
        mustEnd,
        handTo,
        settled ? OptionalLong.empty() : unresolved,
        vacancy);
  }

  Seat standing(Optional<Candidacy> wanted) {
    return new Seat(
        wanted,
        seen,
        version,
        record,
        remembered,
        tenure,
        spent,
        mustEnd,
        handTo,
        unresolved,
        vacancy);
  }

  Seat granted(long epoch, long incarnation) {
    return withTenure(new Tenure.Leading(epoch, incarnation), epoch);
  }

  Seat draining() {
    return tenure instanceof Tenure.Leading leading
        ? withTenure(new Tenure.Draining(leading.epoch(), leading.incarnation()), spent)
        : this;
  }

  /** The leadership is over. Whom to hand to is remembered until the record has moved on. */
  Seat ended() {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        new Tenure.None(),
        spent,
        Optional.empty(),
        handTo,
        unresolved,
        vacancy);
  }

  Seat endWith(EndReason reason, Optional<String> successor) {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        tenure,
        spent,
        Optional.of(reason),
        successor,
        unresolved,
        vacancy);
  }

  /** An epoch that this process never leads from now on. */
  Seat spending(long epoch) {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        tenure,
        Math.max(spent, epoch),
        mustEnd,
        handTo,
        unresolved,
        vacancy);
  }

  Seat handedOn() {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        tenure,
        spent,
        mustEnd,
        Optional.empty(),
        unresolved,
        vacancy);
  }

  Seat unresolvedSince(long expectedVersion) {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        tenure,
        spent,
        mustEnd,
        handTo,
        OptionalLong.of(expectedVersion),
        vacancy);
  }

  Seat vacantSince(Vacancy noted) {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        tenure,
        spent,
        mustEnd,
        handTo,
        unresolved,
        Optional.of(noted));
  }

  private Seat withTenure(Tenure changed, long newSpent) {
    return new Seat(
        standing,
        seen,
        version,
        record,
        remembered,
        changed,
        newSpent,
        mustEnd,
        handTo,
        unresolved,
        vacancy);
  }
}
