package io.primacy.election.tck;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Runs the rules: gives each its cluster, looks at its history afterwards, keeps the verdicts.
 *
 * <p>Configuration: {@code tck.rules}, patterns such as {@code WRITE-*,READ-1}, runs some rules
 * only and marks the report incomplete; {@code tck.reports} is where reports go, {@code target/tck}
 * if not said.
 */
final class TckExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        ExecutionCondition,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        InvocationInterceptor,
        TestWatcher {

  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(TckExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (!isKit(context)) {
      return;
    }
    ElectionTck kit = (ElectionTck) context.getRequiredTestInstance();
    String only = context.getConfigurationParameter("tck.rules").orElse("*");
    TckRun run = new TckRun(kit.harness(), pattern(only));
    context.getStore(STORE).put(TckRun.class, run);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (!isKit(context)) {
      return;
    }
    TckRun run = run(context);
    try {
      run.report().write(reports(context));
    } finally {
      run.harness().close();
    }
    run.requireVerdicts();
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<Rule> rule = context.getTestMethod().map(method -> method.getAnnotation(Rule.class));
    if (rule.isEmpty()) {
      return ConditionEvaluationResult.enabled("not a rule");
    }
    return run(context)
        .reasonNotToRun(rule.get())
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("claimed"));
  }

  @Override
  public void beforeEach(ExtensionContext context) throws InterruptedException {
    run(context).enter(rule(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    run(context).leave(rule(context));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TckCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TckCluster cluster = run(context).newCluster(rule(context));
    context.getStore(STORE).put(TckCluster.class, cluster);
    return cluster;
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    TckCluster cluster = context.getStore(STORE).get(TckCluster.class, TckCluster.class);
    long start = System.nanoTime();
    Throwable failure = null;
    try {
      invocation.proceed();
    } catch (Throwable e) {
      failure = e;
    }
    failure = cluster.finish(failure);
    if (failure != null && !cluster.history().events().isEmpty()) {
      failure = keepHistory(context, cluster, failure);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    run(context).ended(rule(context), millis, failure);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    run(context).failedOutside(rule(context), cause);
  }

  /* All of it, for whoever wants to look closer: HistoryReader reads it. */
  private static Throwable keepHistory(
      ExtensionContext context, TckCluster cluster, Throwable failure) throws IOException {
    Path folder = Files.createDirectories(reports(context));
    String provider = cluster.harness().provider().name();
    Path file = folder.resolve(provider + "-" + rule(context).value() + ".history.jsonl");
    cluster.history().write(file);
    return new AssertionError(failure.getMessage() + "\nThe whole history: " + file, failure);
  }

  private static Path reports(ExtensionContext context) {
    return Path.of(context.getConfigurationParameter("tck.reports").orElse("target/tck"));
  }

  private static boolean isKit(ExtensionContext context) {
    return ElectionTck.class.isAssignableFrom(context.getRequiredTestClass());
  }

  private static TckRun run(ExtensionContext context) {
    TckRun run = context.getStore(STORE).get(TckRun.class, TckRun.class);
    if (run == null) {
      throw new IllegalStateException("The kit's own set-up did not run");
    }
    return run;
  }

  private static Rule rule(ExtensionContext context) {
    return context.getRequiredTestMethod().getAnnotation(Rule.class);
  }

  private static Pattern pattern(String patterns) {
    return Pattern.compile(
        Stream.of(patterns.split(","))
            .map(text -> Pattern.quote(text).replace("*", "\\E.*\\Q"))
            .collect(Collectors.joining("|")));
  }
}
