package io.primacy.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * What one measurement found.
 *
 * @param name of the measurement, as given to {@code --only}
 * @param title for people
 * @param about what was done, in a few sentences
 * @param baseline the peer to which others are compared; where it has no figure, nothing is
 * @param setting where and when
 */
public record Outcome(
    String name,
    String title,
    String about,
    String baseline,
    Setting setting,
    List<Figure> figures,
    List<Goal> goals) {

  public Outcome {
    figures = List.copyOf(figures);
    goals = List.copyOf(goals);
  }

  /** In the order in which they were measured. */
  public List<String> quantities() {
    return figures.stream().map(Figure::quantity).distinct().toList();
  }

  /** Of one quantity. */
  public List<Figure> figures(String quantity) {
    return figures.stream().filter(figure -> figure.quantity().equals(quantity)).toList();
  }

  /**
   * How many times the baseline's median a figure's is; empty without a baseline, and for itself.
   */
  public Optional<Double> ratio(Figure figure) {
    return figures(figure.quantity()).stream()
        .filter(other -> other.peer().equals(baseline) && !figure.peer().equals(baseline))
        .findFirst()
        .map(other -> figure.summary().median() / other.summary().median())
        .filter(Double::isFinite);
  }

  /** Of the goals whose figures are there. */
  public List<Goal.Result> results() {
    return goals.stream().flatMap(goal -> goal.judge(figures).stream()).toList();
  }
}
