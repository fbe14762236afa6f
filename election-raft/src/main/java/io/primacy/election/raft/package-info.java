/** Election records kept by the nodes themselves: a replicated state machine on JGroups-raft. */
@NullMarked
package io.primacy.election.raft;

import org.jspecify.annotations.NullMarked;
