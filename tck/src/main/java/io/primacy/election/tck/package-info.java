/** The compatibility kit: what a backend must pass before a node may trust it. */
@NullMarked
package io.primacy.election.tck;

import org.jspecify.annotations.NullMarked;
