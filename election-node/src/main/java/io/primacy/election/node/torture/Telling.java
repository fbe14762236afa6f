package io.primacy.election.node.torture;

import java.time.Duration;

/** Tells a campaign while it is fought. Called on one thread. */
interface Telling {

  void opening(String store, Schedule schedule, Duration length);

  void begins(Window window, String leader, Tally.Figures figures, Duration now);

  void ends(CampaignResult result);
}
