/** Figures, their summaries, and how they are shown: tables, JSON, charts, pages. */
@NullMarked
package io.primacy.bench.report;

import org.jspecify.annotations.NullMarked;
