package io.primacy.election.node.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A coordination service as the demo runs it. */
interface DemoStore {

  /** The provider that is used with it. */
  String provider();

  /** A process that was started, and where it listens. */
  record Started(String process, String where) {}

  /** How it is called in the timeline. */
  String title();

  /**
   * Starts the processes it needs beside the nodes, and returns when they are ready for those.
   *
   * @return what was started, for people
   * @throws ActFailedException if they are not within the limit
   */
  Started start(Children children, Path directory, Duration limit) throws InterruptedException;

  /** What a node's configuration says below {@code election.<provider>.}; after the start. */
  Map<String, String> settings(String node);

  /** Those there are. */
  static List<DemoStore> all() {
    return List.of(
        new ZooKeeperStore(),
        new WitnessedStore(new RaftVoters()),
        new WitnessedStore(new AtomixVoters()));
  }
}
