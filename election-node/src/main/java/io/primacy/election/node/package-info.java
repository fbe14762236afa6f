/** The node: configuration, lifecycle, health and commands around the elections it stands in. */
@NullMarked
package io.primacy.election.node;

import org.jspecify.annotations.NullMarked;
