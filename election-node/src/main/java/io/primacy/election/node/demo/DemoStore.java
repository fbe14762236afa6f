package io.primacy.election.node.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A coordination service as the demo runs it. */
interface DemoStore {

  /** The provider that is used with it. */
  String provider();

  /** How it is called in the timeline. */
  String title();

  /**
   * Starts its processes and returns when they answer.
   *
   * @return where it listens, for people
   * @throws ActFailedException if it does not answer within the limit
   */
  String start(Children children, Path directory, Duration limit) throws InterruptedException;

  /** What a node's configuration says below {@code election.<provider>.}. */
  Map<String, String> settings();

  /** Those there are. */
  static List<DemoStore> all() {
    return List.of(new ZooKeeperStore());
  }
}
