/** What a node does while it leads: started in order, stopped in reverse, in one visible state. */
@NullMarked
package io.primacy.election.node.lifecycle;

import org.jspecify.annotations.NullMarked;
