package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.ReapOutcome;
import io.primacy.election.core.Amendment.Found;
import io.primacy.election.spi.RecordKey;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Closes the session of one process that is dead. Confined to the loop.
 *
 * <p>Why what the dead process left under way does no harm: every write is conditional on a version
 * that its sender had seen.
 *
 * <ul>
 *   <li>A renewal that lands before the closing makes the closing fail; the slot is read there and
 *       closed at its new version. Whatever else was under way expects versions that are gone: the
 *       dead never saw the one that its last write made. So the slot changes by it once at most,
 *       and a second time proves that somebody lives.
 *   <li>A renewal that comes after the closing fails.
 *   <li>A claim may land after the closing. Its holder is of an incarnation that the slot shows
 *       closed, so it is gone from the beginning, and the next claim is a token above.
 *   <li>An opening that lands when nothing of the process was found open leads to nothing: who was
 *       to claim with it is dead. It costs the next run of the node a wait for one lease.
 * </ul>
 *
 * <p>And a closing that is itself under way for long does no harm to a later run: it expects the
 * version at which the dead was seen.
 */
final class Reaping implements Amendment.Change<SessionRecord> {

  private final RecordKey key;
  private final String run;
  private final Footing footing;
  private final Consumer<ReapOutcome> done;
  private final Consumer<ElectionException> failed;
  private boolean closing;
  private long lastVersion; // In the way of a write, with the session open; 0 before the first.
  private int changes;

  Reaping(
      RecordKey key,
      String run,
      Footing footing,
      Consumer<ReapOutcome> done,
      Consumer<ElectionException> failed) {
    this.key = key;
    this.run = run;
    this.footing = footing;
    this.done = done;
    this.failed = failed;
  }

  void start() {
    new Amendment<>(key, SharedRecord.SESSION, footing, this, this::settled, failed).read();
  }

  @Override
  public Optional<SessionRecord> of(Optional<SessionRecord> present) {
    Optional<SessionRecord> dead = present.filter(this::isOpenOfTheDead);
    closing |= dead.isPresent();
    return dead.map(session -> session.fenced(session.incarnation()));
  }

  @Override
  public void inTheWay(Found<SessionRecord> found) {
    if (found.content().filter(this::isOpenOfTheDead).isEmpty()) {
      return;
    }
    boolean changed = lastVersion != 0 && found.version() != lastVersion;
    lastVersion = found.version();
    changes += changed ? 1 : 0;
    if (footing.proof().isAliveAfter(changes)) {
      throw new ElectionException(
          "Asked to close the session of "
              + key.name()
              + " because its process is dead; it was renewed "
              + changes
              + " times meanwhile, so that process runs. Nothing was closed. Ask only for a process"
              + " whose exit status was taken.");
    }
  }

  /* A slot that was only just made is closed, and as good as none. */
  @Override
  public Optional<SessionRecord> probe() {
    return Optional.of(SessionRecord.fresh(footing.leaseMillis()));
  }

  private boolean isOpenOfTheDead(SessionRecord session) {
    return session.open() && footing.proof().isOfTheDead(session, run);
  }

  private void settled(Found<SessionRecord> found) {
    boolean open = found.content().filter(SessionRecord::open).isPresent();
    boolean ours = found.content().filter(session -> session.run().equals(run)).isPresent();
    done.accept(
        open
            ? ReapOutcome.ANOTHER_RUN
            : closing && ours ? ReapOutcome.CLOSED : ReapOutcome.NOT_OPEN);
  }
}
