/**
 * Connections on this machine that misbehave on demand, for harnesses and for backends' own tests.
 */
@NullMarked
package io.primacy.election.tck.wire;

import org.jspecify.annotations.NullMarked;
