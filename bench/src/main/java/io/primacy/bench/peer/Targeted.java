package io.primacy.bench.peer;

/** A seat that can name who leads next. */
public interface Targeted extends Seat {

  /** Gives the leadership to a participant that stands; returns when that is decided. */
  void handTo(String node) throws Exception;
}
