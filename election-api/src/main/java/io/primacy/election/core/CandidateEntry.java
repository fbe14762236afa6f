package io.primacy.election.core;

import java.util.Map;

/**
 * A candidate, as stored.
 *
 * @param arrival lower came first; given out by the record
 * @param attributes what the node says of itself
 * @param others values of a later version, kept as they are
 */
record CandidateEntry(
    String node,
    long incarnation,
    long leaseMillis,
    int priority,
    boolean eligible,
    long arrival,
    Map<String, String> attributes,
    Map<String, String> others) {

  CandidateEntry {
    attributes = Map.copyOf(attributes);
    others = Map.copyOf(others);
  }

  CandidateEntry arrivedAs(long newArrival) {
    return new CandidateEntry(
        node, incarnation, leaseMillis, priority, eligible, newArrival, attributes, others);
  }

  /** Whether two entries say the same of a node; arrival and what we do not know aside. */
  boolean saysTheSameAs(CandidateEntry other) {
    return node.equals(other.node)
        && incarnation == other.incarnation
        && leaseMillis == other.leaseMillis
        && priority == other.priority
        && eligible == other.eligible
        && attributes.equals(other.attributes);
  }
}
