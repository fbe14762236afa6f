package io.primacy.election.node.run;

/** Where a node's events go. Called on any thread; must be quick and must not throw. */
@FunctionalInterface
public interface EventSink {

  /** Takes one. */
  void accept(NodeEvent event);
}
