/** Whether this node is well: named checks on threads of their own, damped. */
@NullMarked
package io.primacy.election.node.health;

import org.jspecify.annotations.NullMarked;
