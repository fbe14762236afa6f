package io.primacy.election.tck;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The compatibility kit as a test class: extend it, say how to reach the service, run it.
 *
 * <p>Every rule of {@code docs/spec.md} is checked once and ends as passed, failed, not claimed or
 * not run; a run in which a rule was not reached fails. The report is written to {@code
 * target/tck/<provider>.json} and {@code .md}. Give each kit class a module of its own.
 *
 * <p>Most of a run is waiting. With JUnit's {@code junit.jupiter.execution.parallel.enabled} the
 * rules run as many at once as {@link BackendHarness#rulesAtOnce} says; without it, one after the
 * other.
 */
@ExtendWith(TckExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ElectionTck {

  static final List<Class<?>> CHAPTERS =
      List.of(
          Writes.class,
          Versions.class,
          Reads.class,
          Hints.class,
          Keys.class,
          Calls.class,
          Closing.class,
          Leadership.class,
          Tokens.class,
          Candidates.class,
          Handover.class,
          Telling.class,
          Outages.class);

  /** Starts the service, or finds it. Called once; the kit closes what is returned. */
  protected abstract BackendHarness harness() throws Exception;

  @Nested
  final class Writes extends WriteRules {}

  @Nested
  final class Versions extends VersionRules {}

  @Nested
  final class Reads extends ReadRules {}

  @Nested
  final class Hints extends HintRules {}

  @Nested
  final class Keys extends KeyRules {}

  @Nested
  final class Calls extends CallRules {}

  @Nested
  final class Closing extends CloseRules {}

  @Nested
  final class Leadership extends LeadershipRules {}

  @Nested
  final class Tokens extends TokenRules {}

  @Nested
  final class Candidates extends CandidateRules {}

  @Nested
  final class Handover extends HandoverRules {}

  @Nested
  final class Telling extends ContenderRules {}

  @Nested
  final class Outages extends OutageRules {}
}
