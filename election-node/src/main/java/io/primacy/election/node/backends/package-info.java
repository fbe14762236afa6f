/** Backends in folders of their own, each with its libraries and a class loader. */
@NullMarked
package io.primacy.election.node.backends;

import org.jspecify.annotations.NullMarked;
