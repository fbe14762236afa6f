package io.primacy.election.node.health;

import java.time.Duration;

/**
 * One question about this node's fitness to lead. An application's own ("it still processes flows")
 * is bound as a {@link NamedCheck}.
 *
 * <p>Asked by one thread at a time, that of the check. It may wait, and should end when
 * interrupted: until it does, it is not asked again, and counts as failed.
 */
@FunctionalInterface
public interface HealthCheck extends AutoCloseable {

  /**
   * Answers.
   *
   * @param limit how long it may take; then it counts as failed, and its thread is interrupted
   * @throws Exception counts as failed, with its message as the reason
   */
  Verdict check(Duration limit) throws Exception;

  /** Lets go of what it holds. Called once, on any thread, possibly while it is being asked. */
  @Override
  default void close() {}
}
