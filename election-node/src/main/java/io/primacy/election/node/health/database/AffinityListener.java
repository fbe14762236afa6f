package io.primacy.election.node.health.database;

/** Told what follows from the roles of the servers. Called on one thread, in order; be quick. */
public interface AffinityListener {

  /** This node may not lead. */
  void objects(String why);

  /** It may, as one server is writable. */
  void agrees();

  /** Whether that server is beside this node; told when it changes. */
  void near(boolean near);
}
