/** Measures elections on real services. Figures, not tests: nothing here passes or fails. */
@NullMarked
package io.primacy.bench;

import org.jspecify.annotations.NullMarked;
