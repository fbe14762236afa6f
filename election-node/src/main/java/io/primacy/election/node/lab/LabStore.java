package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A coordination service as a lab runs it. */
public interface LabStore {

  /** The provider that is used with it. */
  String provider();

  /** How it is called, for people. */
  String title();

  /**
   * Starts the processes it needs beside the nodes, and returns when they are ready for those.
   *
   * @throws LabException if they are not within the limit
   */
  void start(Lab lab, Timing timing, Duration limit) throws InterruptedException;

  /** How many processes it needs beside the nodes. */
  int size();

  /** The processes that were started. */
  List<LabProcess> processes();

  /** The one among them that leads the others, if it is known. */
  default Optional<LabProcess> leader() {
    return Optional.empty();
  }

  /** Whether one of them can be used by the nodes, or could if there were some. */
  default boolean isReady(LabProcess process) {
    return process.isRunning();
  }

  /** How long it may be away when a node dies that leads it; zero if no node can. */
  default Duration ownElection(Timing timing) {
    return Duration.ZERO;
  }

  /** What a node's configuration says below {@code election.<provider>.}; after the start. */
  Map<String, String> settings(String node);

  /** Those there are, each as small as it can be. */
  static List<LabStore> smallest() {
    return List.of(
        ZooKeeperStore.of(1),
        new WitnessedStore(new RaftVoters()),
        new WitnessedStore(new AtomixVoters()));
  }

  /** The same as they are deployed: none is lost when one process is. */
  static List<LabStore> redundant() {
    return List.of(
        ZooKeeperStore.of(3),
        new WitnessedStore(new RaftVoters()),
        new WitnessedStore(new AtomixVoters()));
  }
}
