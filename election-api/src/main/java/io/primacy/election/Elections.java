package io.primacy.election;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Environment;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The door: everything one node does in one namespace of one store. Any number of elections share
 * its session, its loop thread and its connection.
 *
 * <p>Guarantees, for each election, as long as the clock rates of the machines differ by no more
 * than the configured bound: at most one process at any moment is told that it leads, and tokens
 * rise. Does not guarantee that there is a leader: without the store there is none after one lease.
 */
public interface Elections extends AutoCloseable {

  /**
   * Opens what a configuration describes. Returns without waiting for the store; the session begins
   * with the first {@link LeaderElection#campaign}.
   *
   * @throws ConfigurationException with everything that is wrong
   * @throws io.primacy.election.spi.BackendException if the backend can not work as configured
   */
  static Elections open(ElectionsConfig config) {
    return open(config, Environment.system());
  }

  /** The same in a world of the caller's choice, for example one in virtual time. */
  static Elections open(ElectionsConfig config, Environment environment) {
    return io.primacy.election.core.Node.open(config, environment);
  }

  /** The providers on the class path, in the order of their names; broken ones are left out. */
  static List<ElectionProvider> providers() {
    return Providers.onClassPath().available();
  }

  /** The node this process runs as. */
  String node();

  /**
   * Names this run of the node: drawn at random when these elections were opened, never used again.
   * The session says it too, so that {@link Operations#reap} closes no other's.
   */
  String run();

  /** What it was opened with. */
  ElectionsConfig config();

  /**
   * One election, by name. The same object for the same name.
   *
   * @throws IllegalArgumentException if the name has a form that is not allowed, see {@link Names}
   */
  LeaderElection election(String name);

  /** What an operator may do, in this namespace. */
  Operations operations();

  /** How the session of this node stands. */
  SessionView session();

  /**
   * A sign of life: completes once the loop, which alone renews the session and decides, has got to
   * a task that was given to it now, and a thread for user code has run another. A loop that stands
   * still can not be told from one that is slow but by how long this takes; the store has no part
   * in it. Fails once these elections are closed.
   */
  CompletionStage<Void> pulse();

  /**
   * Completes with the reason when these elections can never lead again without being opened anew:
   * with {@link NodeAlreadyRunningException} when another process runs as the same node. Never
   * completes otherwise, not even on close. Completed on a thread for user code.
   */
  CompletionStage<ElectionException> failed();

  /**
   * Withdraws from all elections, hands over what is led, closes the session and the backend.
   *
   * @return completes when all is done, or has been given up: after the drain limit and one call
   *     timeout what is led, after two more the session, after one more the backend; never fails.
   *     Idempotent.
   */
  CompletionStage<Void> closeAsync();

  /**
   * The same, waiting. Inside a callback it does not wait, since the callback is one of the things
   * to wait for.
   */
  @Override
  void close();
}
