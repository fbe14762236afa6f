/** Libraries that elect a leader, each used as its documentation shows. */
@NullMarked
package io.primacy.bench.peer;

import org.jspecify.annotations.NullMarked;
