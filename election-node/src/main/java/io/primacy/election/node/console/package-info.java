/** How commands speak: lines, tables, JSON, exit codes. */
@NullMarked
package io.primacy.election.node.console;

import org.jspecify.annotations.NullMarked;
