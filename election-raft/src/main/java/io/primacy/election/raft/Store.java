package io.primacy.election.raft;

import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import java.util.concurrent.CompletableFuture;

/**
 * The records, seen from within a voter or from afar. What is returned is never completed by the
 * passing of time: whoever lost patience cancels it.
 */
interface Store {

  /** Looks at a record, as soon as this may be done. */
  CompletableFuture<Records.Reading> read(String path);

  /** Asks for a write; fails when it is certain that nothing will be known of it. */
  CompletableFuture<Applied> write(RequestId id, String path, long expected, byte[] value);

  /** Asks for hints, which run on threads that must not wait. */
  Registration watch(String path, Hint hint);

  /** What is known of the service, as a sentence. */
  String found();

  /** Ends everything. May take its time. */
  void close();
}
