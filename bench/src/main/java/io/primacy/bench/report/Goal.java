package io.primacy.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * What is aimed at: that the median of one figure is at most so many times the median of another.
 *
 * @param peer whose figure it is about
 * @param against whose figure it is compared to; empty for a limit in the figure's own unit
 * @param againstQuantity of the other figure
 */
public record Goal(
    String peer, String quantity, String against, String againstQuantity, double atMost) {

  /** Within one quantity. */
  public static Goal ratio(String peer, String quantity, String against, double atMost) {
    return new Goal(peer, quantity, against, quantity, atMost);
  }

  /** Without a comparison. */
  public static Goal limit(String peer, String quantity, double atMost) {
    return new Goal(peer, quantity, "", "", atMost);
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
    Optional<Double> own = median(figures, peer, quantity);
    if (against.isEmpty()) {
      return own.map(value -> new Result(this, value));
    }
    Optional<Double> other = median(figures, against, againstQuantity);
    return own.flatMap(value -> other.map(base -> new Result(this, value / base)));
  }

  private static Optional<Double> median(List<Figure> figures, String peer, String quantity) {
    return figures.stream()
        .filter(figure -> figure.peer().equals(peer) && figure.quantity().equals(quantity))
        .findFirst()
        .map(figure -> figure.summary().median());
  }
}
