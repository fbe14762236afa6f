package io.primacy.bench.report;

import java.util.Locale;

/** Numbers as people read them. */
public final class Words {

  private Words() {}

  /** Three significant digits, or all digits before the point. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(
        Locale.ROOT,
        size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.01 ? "%.3f" : "%.4f",
        value);
  }

  /** A goal and what became of it, as one sentence. */
  public static String sentence(Goal.Result result) {
    Goal goal = result.goal();
    return goal.peer()
        + ", "
        + goal.quantity()
        + ": at most "
        + number(goal.atMost())
        + goal.yardstick().map(other -> " times " + other).orElse("")
        + (goal.everyRun() ? " in every run" : "")
        + "; measured "
        + number(result.measured());
  }
}
