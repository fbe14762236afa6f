/**
 * What happened in elections, written down by several processes and judged afterwards.
 *
 * <p>Every process appends its {@linkplain io.primacy.election.history.Event events} to a file with
 * a {@link io.primacy.election.history.HistoryWriter}; {@link
 * io.primacy.election.history.HistoryReader} merges the files, and {@link
 * io.primacy.election.history.HistoryChecker} says which properties they break.
 *
 * <p>All times are {@link java.lang.System#nanoTime()} of processes below one kernel, where it is
 * one clock: on Linux CLOCK_MONOTONIC, containers included. Histories of several machines can not
 * be merged.
 */
@NullMarked
package io.primacy.election.history;

import org.jspecify.annotations.NullMarked;
