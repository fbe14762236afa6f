package io.primacy.bench.measure;

import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import java.util.List;

/** Something that is measured of several peers in one run. */
public interface Measurement {

  /** As given to {@code --only}. */
  String name();

  /** For people. */
  String title();

  /** What is done, and what is not counted, in a few sentences. */
  String about();

  /** The peer to which others are compared. */
  default String baseline() {
    return "LeaderLatch";
  }

  /** What is aimed at. */
  List<Goal> goals();

  /**
   * Measures.
   *
   * @param quick for a first look within a minute; otherwise as long as it takes
   */
  List<Figure> run(boolean quick, Progress progress) throws Exception;
}
