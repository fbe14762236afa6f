/** Coordination services that the peers run on. */
@NullMarked
package io.primacy.bench.service;

import org.jspecify.annotations.NullMarked;
