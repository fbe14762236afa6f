package io.primacy.election.node.metrics;

/** How a node stands in one election, for consoles that speak JMX. */
public interface ElectionMXBean {

  /** Its name. */
  String getElection();

  /** How far the work is. */
  String getState();

  /** Since when, as text. */
  String getSince();

  /** Why. */
  String getDetail();

  /** Whether this node leads, asked now. */
  boolean isLeading();

  /** Whether it leads and its work has started. */
  boolean isActive();

  /** Who holds the election according to the record; empty if nobody does. */
  String getRecordedLeader();

  /** The highest token seen in the record; 0 before the first. */
  long getToken();
}
