package io.primacy.election.spi;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A store of small records that can compare and set: the three verbs every election is built on.
 *
 * <p>All methods may be called from any thread, return at once and never throw for reasons of the
 * service. Every stage completes within the context's {@linkplain BackendContext#callTimeout() call
 * timeout} (plus scheduling), even when the service swallows everything. Stages may complete on any
 * thread; the caller does not block it.
 *
 * <p>Guarantees, in short ({@code docs/spec.md} numbers them):
 *
 * <ul>
 *   <li>writes to one key are linearizable and conditional on the version;
 *   <li>versions of a key only rise, over restarts, snapshots and an operator's deletion too;
 *   <li>a read may be stale, and catches up; it never shows less than an earlier answer of the same
 *       backend instance did, be it to a read or to a write;
 *   <li>an outcome that is not known is {@link WriteOutcome.Unknown}, never guessed, never retried;
 *   <li>every change is followed by at least one hint to each watcher; spurious hints are fine.
 * </ul>
 *
 * <p>Nothing is ever deleted through this interface.
 */
public interface ElectionBackend extends AutoCloseable {

  /**
   * Reads a record.
   *
   * @return the record, or empty when there is none; fails with {@link BackendException} when the
   *     service can not be asked, within the call timeout
   */
  CompletionStage<Optional<StoredRecord>> read(RecordKey key);

  /**
   * Writes a record if it is still at a version.
   *
   * @param expectedVersion the version the record must have; 0 when it must not exist
   * @param value the new content, at most {@link StoredRecord#MAX_BYTES} bytes; not modified after
   *     the call by either side
   * @return the outcome; this stage never fails, what is not known is {@link WriteOutcome.Unknown}
   */
  CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value);

  /**
   * Asks for hints: after every change of the record, by whomever, there is at least one, also when
   * the connection to the service was lost and came back in between. It names the version that the
   * change made, or a later one, or none. A read that begins after the hint for a change shows that
   * change or a later one. A hint proves nothing else and may come without a change.
   */
  Registration watch(RecordKey key, Hint hint);

  /**
   * Whether this process is itself one of the voters that keep the records, so that a process which
   * only opens this backend is a witness. A client, however it is connected, is none.
   */
  default boolean votes() {
    return false;
  }

  /**
   * Ends all calls, threads, sockets and watches of this backend, within the call timeout. Calls
   * still under way complete as unknown or failed; later calls do too. Idempotent.
   */
  @Override
  void close();
}
