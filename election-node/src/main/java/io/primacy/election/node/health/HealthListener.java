package io.primacy.election.node.health;

/** Told when a check changes its mind. Called on one thread, in order; must be quick. */
public interface HealthListener {

  /** This node may not lead what the check decides about. */
  void ill(NamedCheck check, String why);

  /** As far as this check can tell, it may. */
  void well(NamedCheck check);
}
