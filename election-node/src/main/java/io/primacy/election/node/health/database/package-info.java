/** Which database server can be written to as seen from this node, and what follows from it. */
@NullMarked
package io.primacy.election.node.health.database;

import org.jspecify.annotations.NullMarked;
