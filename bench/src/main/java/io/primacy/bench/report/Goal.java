package io.primacy.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * What is aimed at: that the median of one figure is at most so many times the median of another.
 *
 * @param peer whose figure it is about
 * @param against whose figure it is compared to; empty for a limit in the figure's own unit
 * @param againstQuantity of the other figure
 * @param everyRun whether it is about the highest value of the figure instead of its median
 */
public record Goal(
    String peer,
    String quantity,
    String against,
    String againstQuantity,
    double atMost,
    boolean everyRun) {

  /** Of medians. */
  public Goal(String peer, String quantity, String against, String againstQuantity, double atMost) {
    this(peer, quantity, against, againstQuantity, atMost, false);
  }

  /** Within one quantity. */
  public static Goal ratio(String peer, String quantity, String against, double atMost) {
    return new Goal(peer, quantity, against, quantity, atMost);
  }

  /** Without a comparison. */
  public static Goal limit(String peer, String quantity, double atMost) {
    return new Goal(peer, quantity, "", "", atMost);
  }

  /** For what must not happen even once: no run measured anything but 0. */
  public static Goal never(String peer, String quantity) {
    return new Goal(peer, quantity, "", "", 0, true);
  }

  /** Whose figure it is compared to, and which where that is not plain; empty for a limit. */
  Optional<String> yardstick() {
    if (against.isEmpty()) {
      return Optional.empty();
    }
    boolean plain = againstQuantity.equals(quantity) || againstQuantity.equals(against);
    return Optional.of(against + (plain ? "" : "'s " + againstQuantity));
  }

  /**
   * What became of it.
   *
   * @param measured a ratio, or a value in the figure's unit
   */
  public record Result(Goal goal, double measured) {

    /** Whether it was reached. */
    public boolean isReached() {
      return measured <= goal.atMost;
    }
  }

  /** Empty if what it is about was not measured. */
  public Optional<Result> judge(List<Figure> figures) {
    Optional<Double> own =
        summary(figures, peer, quantity).map(found -> everyRun ? found.highest() : found.median());
    if (against.isEmpty()) {
      return own.map(value -> new Result(this, value));
    }
    Optional<Double> other = summary(figures, against, againstQuantity).map(Summary::median);
    return own.flatMap(value -> other.map(base -> new Result(this, value / base)));
  }

  private static Optional<Summary> summary(List<Figure> figures, String peer, String quantity) {
    return figures.stream()
        .filter(figure -> figure.peer().equals(peer) && figure.quantity().equals(quantity))
        .findFirst()
        .map(Figure::summary);
  }
}
