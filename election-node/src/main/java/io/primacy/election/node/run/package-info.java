/** One node at work: opened, standing in its elections, closed politely. */
@NullMarked
package io.primacy.election.node.run;

import org.jspecify.annotations.NullMarked;
