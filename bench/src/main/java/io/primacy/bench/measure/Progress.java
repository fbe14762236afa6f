package io.primacy.bench.measure;

/** Told how far a measurement is. */
@FunctionalInterface
public interface Progress {

  /** A few words, after so many of all steps. */
  void at(int done, int of, String doing);
}
