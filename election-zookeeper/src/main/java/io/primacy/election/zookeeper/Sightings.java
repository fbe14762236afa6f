package io.primacy.election.zookeeper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last sighting of each record used lately. What is forgotten costs one more round trip. */
final class Sightings {

  /** The record used longest ago is forgotten beyond these. */
  static final int MOST = 32_768;

  private final Map<String, Sighting> last = // Guarded by itself.
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sighting> eldest) {
          return size() > MOST;
        }
      };

  Optional<Sighting> at(String path, long version) {
    synchronized (last) {
      return Optional.ofNullable(last.get(path)).filter(sighting -> sighting.version() == version);
    }
  }

  /** Notes a sighting unless a later one is known, and returns the later one. */
  Sighting note(String path, Sighting sighting) {
    synchronized (last) {
      return last.merge(path, sighting, (a, b) -> a.version() > b.version() ? a : b);
    }
  }
}
