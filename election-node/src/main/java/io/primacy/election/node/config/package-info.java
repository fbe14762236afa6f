/** What a node is told: one HOCON file, checked as a whole. */
@NullMarked
package io.primacy.election.node.config;

import org.jspecify.annotations.NullMarked;
