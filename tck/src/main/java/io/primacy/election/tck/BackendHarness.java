package io.primacy.election.tck;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A running service for the kit: how to reach it, how patient to be with it, and how to break it.
 *
 * <p>Made once for a run of the kit. Each rule runs in namespaces of its own, as at most the nodes
 * {@code a}, {@code b} and {@code c}, and {@code desk}, which never stands; some rules open {@code
 * a} twice. Rules run one after the other unless {@link #rulesAtOnce} allows more; one that causes
 * a fault always runs alone. A method that ends in a fault is called only if {@link #faults} names
 * that fault.
 */
public interface BackendHarness {

  /** What is judged. The same object every time. */
  ElectionProvider provider();

  /** The raw values below {@code election.<provider>.} that a node is opened with. */
  default Map<String, String> settings(String node) {
    return Map.of();
  }

  /** How long to wait for something that has to happen. */
  default Duration eventually() {
    return Duration.ofSeconds(10);
  }

  /** How long to watch for something that must not happen. */
  default Duration quietly() {
    return Duration.ofMillis(300);
  }

  /**
   * The lease of the elections held, and the bound on a call of the store rules. A quarter of it
   * bounds the calls of an election.
   */
  default Duration lease() {
    return Duration.ofSeconds(1);
  }

  /**
   * How many rules the service can serve at once, if JUnit is configured to run tests in parallel.
   * A node of one name may then be open in several namespaces.
   */
  default int rulesAtOnce() {
    return 1;
  }

  /** The world to run in. */
  default Environment environment() {
    return Environment.system();
  }

  /** Opens a node. A harness replaces this to judge another election, not another backend. */
  default Elections open(ElectionsConfig config, Environment environment) {
    return Elections.open(config, environment);
  }

  /** What the report says beside the results: versions of client and server, for example. */
  default Map<String, String> about() {
    return Map.of();
  }

  /** The faults that can be injected. Rules that need others end as not claimed. */
  default Set<Fault> faults() {
    return Set.of();
  }

  /** Deletes a record the way an operator would, behind the backend's back. */
  default void deleteRecord(String namespace, RecordKey key) throws Exception {
    throw new UnsupportedOperationException(Fault.DELETE_RECORD.name());
  }

  /** Stops all servers until the outage ends; they keep what they had acknowledged. */
  default Outage stopService() throws Exception {
    throw new UnsupportedOperationException(Fault.RESTART_SERVICE.name());
  }

  /** Stops one server until the outage ends. */
  default Outage stopOneServer() throws Exception {
    throw new UnsupportedOperationException(Fault.STOP_ONE_SERVER.name());
  }

  /**
   * Swallows everything between the service and the backends that were or will be opened as a node,
   * in both directions, without closing a connection, until the outage ends.
   */
  default Outage cutOff(String node) throws Exception {
    throw new UnsupportedOperationException(Fault.CUT_OFF_CLIENT.name());
  }

  /**
   * Does what a {@linkplain Fault fault of the wire} says to the connections of the backends that
   * were or will be opened as a node, until the outage ends; then closes them, so that the next
   * ones are sound.
   */
  default Outage disturb(String node, Fault fault) throws Exception {
    throw new UnsupportedOperationException(fault.name());
  }

  /** Stops one server the way SIGSTOP does, the leader of the others if there is one. */
  default Outage freezeOneServer() throws Exception {
    throw new UnsupportedOperationException(Fault.FREEZE_ONE_SERVER.name());
  }

  /** Makes every server take a snapshot of what it has and drop the log before it. */
  default void compactLog() throws Exception {
    throw new UnsupportedOperationException(Fault.COMPACT_LOG.name());
  }

  /**
   * Takes the permission to write the records that a namespace has, and to make new ones in it,
   * until the outage ends. They can be read.
   */
  default Outage refuseWrites(String namespace) throws Exception {
    throw new UnsupportedOperationException(Fault.REFUSE_WRITES.name());
  }

  /** How often a backend is opened and closed to see whether that leaves something behind. */
  default int cycles() {
    return 1_000;
  }

  /** Frees all that the harness holds. */
  default void close() throws Exception {}
}
