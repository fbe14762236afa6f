/** Conditional writes: through this project's backends, and of the libraries below them. */
@NullMarked
package io.primacy.bench.write;

import org.jspecify.annotations.NullMarked;
