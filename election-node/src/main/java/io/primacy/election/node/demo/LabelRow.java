package io.primacy.election.node.demo;

/** A row of words of a picture, from left to right, which must not cover each other. */
final class LabelRow {

  private static final double PER_CHARACTER = 7.5;
  private static final double GAP = 4;

  private double taken = Double.NEGATIVE_INFINITY;

  /** How much room a word takes, about. */
  static double width(String word) {
    return word.length() * PER_CHARACTER;
  }

  /** The word, which takes its place around x; nothing if another one has it. */
  String place(double x, String word) {
    double half = width(word) / 2;
    if (x - half < taken) {
      return "";
    }
    taken = x + half + GAP;
    return word;
  }
}
