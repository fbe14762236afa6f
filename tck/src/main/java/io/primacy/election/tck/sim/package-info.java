/**
 * A store in memory and a clock that is moved by hand, for the unit tests of applications and for
 * the kit's own.
 */
@NullMarked
package io.primacy.election.tck.sim;

import org.jspecify.annotations.NullMarked;
