package io.primacy.bench.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A library that elects a leader, used as its documentation shows. */
public interface Peer {

  /** The name people know it by; another peer on another backend may have it, too. */
  String name();

  /** Whether it keeps a thread for each election. */
  default boolean keepsThreads() {
    return false;
  }

  /** What it keeps its elections in. */
  default Backend backend() {
    return Backend.ZOOKEEPER;
  }

  /** Jars that must come before this program's on the class path of a process that joins. */
  default List<Path> libraries() {
    return List.of();
  }

  /**
   * Connects to the service.
   *
   * @param service where it is, as the library wants it; the {@link Voters} of a backend without a
   *     service
   * @param node this participant's name
   * @param session the session's or lease's time
   */
  Member join(String service, String node, Duration session) throws Exception;
}
