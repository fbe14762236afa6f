package io.primacy.election.spi;

/**
 * The two clocks of a machine.
 *
 * <p>Leases are measured on the monotonic clock. The wall clock never lengthens one: it only ends a
 * lease early when it has moved on further than the monotonic clock, which is how a virtual machine
 * that was suspended looks from inside.
 */
public interface TimeSource {

  /** The monotonic clock, in nanoseconds from an arbitrary origin. Allocation free. */
  long nanoTime();

  /** The wall clock, in milliseconds since 1970-01-01 UTC. May step. Allocation free. */
  long wallMillis();
}
