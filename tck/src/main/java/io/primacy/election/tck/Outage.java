package io.primacy.election.tck;

/** A fault that lasts until it is ended. */
@FunctionalInterface
public interface Outage {

  /** Ends it. Returns when the repair is done, not when the service answers again. */
  void end() throws Exception;
}
