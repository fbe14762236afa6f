/** Nine acts on two nodes that show what an election is worth, and a ledger that bears witness. */
@NullMarked
package io.primacy.election.node.demo;

import org.jspecify.annotations.NullMarked;
