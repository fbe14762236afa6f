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
          Faults.class,
          Leadership.class,
          Tokens.class,
          Candidates.class,
          Handover.class,
          Operators.class,
          Deaths.class,
          Telling.class,
          Outages.class,
          Recovery.class,
          Hardship.class);

  /** Starts the service, or finds it. Called once; the kit closes what is returned. */
  protected abstract BackendHarness harness() throws Exception;

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Writes extends WriteRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Versions extends VersionRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Reads extends ReadRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Hints extends HintRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Keys extends KeyRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Calls extends CallRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Closing extends CloseRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Faults extends FaultRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Leadership extends LeadershipRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Tokens extends TokenRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Candidates extends CandidateRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Handover extends HandoverRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Operators extends OperatorRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Deaths extends DeathRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Telling extends ContenderRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Outages extends OutageRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Recovery extends RecoveryRules {}

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  final class Hardship extends HardshipRules {}
}
