package io.primacy.election.core;

import io.primacy.election.EndReason;
import java.util.concurrent.Executor;

/** What the parts of one node share. Confined to the loop, except where said. */
interface World {

  Footing footing();

  /** Where user code runs. */
  Executor callbacks();

  /** The rules as of now: with the session, the peers and the time there is. */
  Rules rules();

  /** Begins the session if it has not begun. */
  void wantSession();

  /** The lease of the open session. */
  Lease sessionLease();

  /** Why there is no session that there was. */
  EndReason whySessionLost();

  /** What work is stopped after. */
  Preflight preflight();

  /** The slots of other nodes. */
  PeerWatches peers();

  /** A participation has nothing to do for now. */
  void settled(Participation participation);
}
