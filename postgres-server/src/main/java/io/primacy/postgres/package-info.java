/** A real PostgreSQL on loopback, for tests and measurements. No application runs on it. */
@NullMarked
package io.primacy.postgres;

import org.jspecify.annotations.NullMarked;
