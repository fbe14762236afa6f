/** Fencing in a database: a transaction commits only under the highest token. */
@NullMarked
package io.primacy.fence.jdbc;

import org.jspecify.annotations.NullMarked;
