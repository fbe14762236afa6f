/** The checks that come with a node, chosen by {@code type} in its configuration. */
@NullMarked
package io.primacy.election.node.health.checks;

import org.jspecify.annotations.NullMarked;
