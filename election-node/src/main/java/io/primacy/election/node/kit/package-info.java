/** Reports of the compatibility kit, read and compared. */
@NullMarked
package io.primacy.election.node.kit;

import org.jspecify.annotations.NullMarked;
