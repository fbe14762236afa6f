package io.primacy.bench.peer;

import java.time.Duration;

/** A library that elects a leader, used as its documentation shows. */
public interface Peer {

  /** The name people know it by. */
  String name();

  /** Whether it keeps a thread for each election. */
  default boolean keepsThreads() {
    return false;
  }

  /**
   * Connects to the service.
   *
   * @param service where it is, as the library wants it
   * @param node this participant's name
   * @param session the session's or lease's time
   */
  Member join(String service, String node, Duration session) throws Exception;
}
