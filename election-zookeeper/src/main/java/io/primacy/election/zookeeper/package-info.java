/** Election records kept in ZooKeeper, reached through Curator's client. */
@NullMarked
package io.primacy.election.zookeeper;

import org.jspecify.annotations.NullMarked;
