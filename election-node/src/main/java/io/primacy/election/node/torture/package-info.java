/** Campaigns: random faults, by a seed, on nodes over a real service, and a verdict at the end. */
@NullMarked
package io.primacy.election.node.torture;

import org.jspecify.annotations.NullMarked;
