/**
 * What a coordination service must offer to carry elections: a provider that is found by name and a
 * backend with three verbs.
 *
 * <p>The contract a backend keeps is written down rule by rule in {@code docs/spec.md} and checked
 * by the compatibility kit. Backends implement this package and use nothing else of the library but
 * the value types of {@code io.primacy.election}.
 */
@NullMarked
package io.primacy.election.spi;

import org.jspecify.annotations.NullMarked;
