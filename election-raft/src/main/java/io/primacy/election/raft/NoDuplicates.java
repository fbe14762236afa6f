package io.primacy.election.raft;

import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.raft.NO_DUPES;

/**
 * Keeps a second process with an id out, but not the first one when it asks again because its
 * answer was late: the library refuses that as a duplicate of itself.
 */
final class NoDuplicates extends NO_DUPES {

  @Override
  protected boolean handleGmsHeader(GMS.GmsHeader header, Address sender) {
    boolean join =
        header.getType() == GMS.GmsHeader.JOIN_REQ
            || header.getType() == GMS.GmsHeader.JOIN_REQ_WITH_STATE_TRANSFER;
    View now = view;
    return (join && (now == null || now.containsMember(header.getMember())))
        || super.handleGmsHeader(header, sender);
  }
}
