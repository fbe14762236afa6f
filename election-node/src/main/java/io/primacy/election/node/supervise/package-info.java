/** A node as the child of a small process that sees it die or stand still, and acts at once. */
@NullMarked
package io.primacy.election.node.supervise;

import org.jspecify.annotations.NullMarked;
