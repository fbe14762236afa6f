/**
 * The compatibility kit: what a backend must pass before an election may be held on it.
 *
 * <p>A vendor extends {@link io.primacy.election.tck.ElectionTck} and implements one method. The
 * rules are listed in {@code docs/spec.md}; the record of a run is below {@code target/tck}.
 */
@NullMarked
package io.primacy.election.tck;

import org.jspecify.annotations.NullMarked;
