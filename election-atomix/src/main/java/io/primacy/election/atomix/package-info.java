/** Election records kept by the nodes themselves: one map in one Raft group of Atomix. */
@NullMarked
package io.primacy.election.atomix;

import org.jspecify.annotations.NullMarked;
