package io.primacy.election.tck;

import io.primacy.election.spi.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A test that checks one numbered rule of {@code docs/spec.md}. Its name, in words, is the title of
 * the rule.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@interface Rule {

  /** The id, for example {@code WRITE-1}. */
  String value();

  /** What the harness must be able to inject. */
  Fault[] needs() default {};

  /** Whether nothing else may go on beside it: it counts what all leave, or fills the queues. */
  boolean alone() default false;

  /** What the provider must promise. */
  Capability[] claims() default {};
}
