/** Processes of this machine. */
@NullMarked
package io.primacy.election.node.process;

import org.jspecify.annotations.NullMarked;
