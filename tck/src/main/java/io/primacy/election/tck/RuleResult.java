package io.primacy.election.tck;

import io.primacy.election.spi.Capability;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One rule and what became of it.
 *
 * @param id for example {@code WRITE-1}
 * @param chapter the chapter's name
 * @param title the rule in words
 * @param verdict see there
 * @param millis how long it took
 * @param detail why it failed or was not claimed; empty otherwise
 */
record RuleResult(
    String id, String chapter, String title, Verdict verdict, long millis, String detail) {

  /** All rules of the kit, in the order of the specification, none of them run. */
  static List<RuleResult> all() {
    List<RuleResult> rules = new ArrayList<>();
    for (Class<?> chapter : chapters()) {
      Stream.of(chapter.getSuperclass().getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Rule.class))
          .map(method -> notRun(chapter, method))
          .sorted(java.util.Comparator.comparingInt(RuleResult::number))
          .forEach(rules::add);
    }
    return rules;
  }

  /** The rule as a sentence, made from the name of its method. */
  static String title(Method method) {
    // Before each capital, a word of one letter included: "outliveARestart".
    String words =
        method
            .getName()
            .replaceAll("(?<=\\w)(?=[A-Z])|(?<=[a-z])(?=[0-9])", " ")
            .toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Why a rule does not bind a backend; empty if it does. */
  static List<String> notClaimed(Rule rule, BackendHarness harness) {
    List<String> missing = new ArrayList<>();
    Set<Fault> faults = harness.faults();
    Set<Capability> capabilities = harness.provider().capabilities();
    Stream.of(rule.needs())
        .filter(fault -> !faults.contains(fault))
        .forEach(fault -> missing.add("the harness can not inject " + fault));
    Stream.of(rule.claims())
        .filter(capability -> !capabilities.contains(capability))
        .forEach(capability -> missing.add("the provider does not promise " + capability));
    return missing;
  }

  RuleResult ended(Verdict newVerdict, long newMillis, String newDetail) {
    return new RuleResult(id, chapter, title, newVerdict, newMillis, newDetail);
  }

  private int number() {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  /* Not Class.getDeclaredClasses: its order is not defined. */
  private static List<Class<?>> chapters() {
    return ElectionTck.CHAPTERS;
  }

  private static RuleResult notRun(Class<?> chapter, Method method) {
    String id = method.getAnnotation(Rule.class).value();
    return new RuleResult(id, chapter.getSimpleName(), title(method), Verdict.NOT_RUN, 0, "");
  }
}
