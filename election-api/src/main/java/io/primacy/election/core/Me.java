package io.primacy.election.core;

/**
 * This process while its session is open and its lease holds.
 *
 * @param floor the first incarnation in the life of the slot, see {@link SessionRecord}
 * @param openedAt when the session was confirmed open, on the monotonic clock
 */
record Me(String node, long incarnation, long floor, long openedAt, long leaseMillis) {}
