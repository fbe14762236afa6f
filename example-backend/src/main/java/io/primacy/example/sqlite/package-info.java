/** Election records in one SQLite file: the example of {@code docs/write-a-backend.md}. */
@NullMarked
package io.primacy.example.sqlite;

import org.jspecify.annotations.NullMarked;
