/** What operators ask and order: one small class for each command. */
@NullMarked
package io.primacy.election.node.operate;

import org.jspecify.annotations.NullMarked;
