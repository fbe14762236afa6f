/** Master election for Java services: what an application touches. */
@NullMarked
package io.primacy.election;

import org.jspecify.annotations.NullMarked;
