package io.primacy.election.node.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in an expression of Prometheus: metrics with what is asked of their labels, and labels
 * that are grouped by. Refuses functions that the files here do not use, so none is misspelt.
 */
final class PromExpression {

  /** What is asked of a label. */
  record Asked(String label, String operator, String value) {}

  /** A metric, and what is asked of its labels. */
  record Selector(String metric, List<Asked> labels) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|(\\$\\w+|\\$\\{\\w+})|([a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "|([0-9.]+[a-z]*)|(=~|!~|!=|==|>=|<=|[-+*/%^=<>(){}\\[\\],:@]))");
  private static final Set<String> FUNCTIONS =
      Set.of("sum", "max", "min", "count", "rate", "increase", "changes");
  private static final Set<String> LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouped = new TreeSet<>();
  private int at;

  private PromExpression(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    require(end == text.strip().length(), "at character " + end);
  }

  static PromExpression of(String text) {
    PromExpression expression = new PromExpression(text);
    expression.read();
    return expression;
  }

  List<Selector> selectors() {
    return selectors;
  }

  /** Labels that something is grouped or matched by. */
  Set<String> grouped() {
    return grouped;
  }

  private void read() {
    while (at < tokens.size()) {
      String token = tokens.get(at++);
      boolean isName = Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
      if (LISTS.contains(token)) {
        labels();
      } else if (isName && !WORDS.contains(token)) {
        boolean called = next().equals("(") || next().equals("by") || next().equals("without");
        require(!called || FUNCTIONS.contains(token), "no function " + token + " is used here");
        if (!called) {
          selectors.add(new Selector(token, next().equals("{") ? asked() : List.of()));
        }
      } else if (token.equals("[")) {
        at++; // A length of time, or a variable that stands for one.
        expect("]");
      }
    }
    require(!selectors.isEmpty(), "no metric");
  }

  private void labels() {
    expect("(");
    while (!next().equals(")")) {
      grouped.add(tokens.get(at++));
      if (next().equals(",")) {
        at++;
      }
    }
    expect(")");
  }

  private List<Asked> asked() {
    List<Asked> found = new ArrayList<>();
    expect("{");
    while (!next().equals("}")) {
      String label = tokens.get(at++);
      String operator = tokens.get(at++);
      String value = tokens.get(at++);
      require(value.startsWith("\""), value);
      found.add(new Asked(label, operator, value.substring(1, value.length() - 1)));
      if (next().equals(",")) {
        at++;
      }
    }
    expect("}");
    return found;
  }

  private String next() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private void expect(String token) {
    require(next().equals(token), "expected " + token + ", found " + next());
    at++;
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise + ": " + text);
    }
  }
}
