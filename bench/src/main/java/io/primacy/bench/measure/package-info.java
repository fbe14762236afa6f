/** What is measured: each measurement runs all its peers in turns, on the same service. */
@NullMarked
package io.primacy.bench.measure;

import org.jspecify.annotations.NullMarked;
