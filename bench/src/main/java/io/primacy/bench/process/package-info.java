/** Participants in processes of their own, which can be killed, frozen and cut off. */
@NullMarked
package io.primacy.bench.process;

import org.jspecify.annotations.NullMarked;
