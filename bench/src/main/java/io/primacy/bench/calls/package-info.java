/** Calls that JMH measures, in a process of its own for each. */
@NullMarked
package io.primacy.bench.calls;

import org.jspecify.annotations.NullMarked;
