package io.primacy.election.node.metrics;

import io.primacy.election.node.metrics.PromExpression.Asked;
import io.primacy.election.node.metrics.PromExpression.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds expressions and templates against what nodes really say. */
final class PromNames {

  /* What Prometheus itself adds. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");
  private static final Pattern TEMPLATE = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  private final Exposition real;

  PromNames(Exposition real) {
    this.real = real;
  }

  /** What is wrong with an alert's expression and the texts beside it. */
  List<String> problemsOfAlert(String expression, String text) {
    return problems(expression, TEMPLATE, text);
  }

  /** What is wrong with a panel's expression and its legend. */
  List<String> problemsOfPanel(String expression, String legend) {
    return problems(expression, LEGEND, legend);
  }

  private List<String> problems(String expression, Pattern pattern, String text) {
    PromExpression read = PromExpression.of(expression);
    List<String> problems = new ArrayList<>();
    Set<String> known = new HashSet<>(OF_PROMETHEUS);
    for (Selector selector : read.selectors()) {
      String metric = selector.metric();
      if (!real.names().contains(metric)) {
        problems.add("no metric " + metric);
        continue;
      }
      known.addAll(real.labels(metric));
      selector.labels().forEach(asked -> check(metric, asked, problems));
    }
    read.grouped().stream()
        .filter(label -> !known.contains(label))
        .forEach(label -> problems.add("nothing has the label " + label));
    // What was grouped away can not be shown.
    Set<String> left = read.grouped().isEmpty() ? known : read.grouped();
    pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(label -> !left.contains(label))
        .forEach(label -> problems.add("no label " + label + " is left to be shown"));
    return problems;
  }

  private void check(String metric, Asked asked, List<String> problems) {
    Set<String> values = real.values(metric, asked.label());
    if (OF_PROMETHEUS.contains(asked.label())) {
      return;
    }
    if (values.isEmpty()) {
      problems.add(metric + " has no label " + asked.label());
    } else if (!asked.value().contains("$")) {
      boolean several = asked.operator().endsWith("~");
      List<String> each =
          several ? Arrays.asList(asked.value().split("\\|")) : List.of(asked.value());
      each.stream()
          .filter(value -> !values.contains(value))
          .forEach(value -> problems.add(metric + " has no " + asked.label() + " " + value));
    }
  }
}
