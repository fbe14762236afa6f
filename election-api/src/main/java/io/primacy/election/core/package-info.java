/**
 * The election itself: written once, over any store that can compare and set.
 *
 * <p>Not exported. Nobody outside this module may use it.
 */
@NullMarked
package io.primacy.election.core;

import org.jspecify.annotations.NullMarked;
