package io.primacy.bench.peer;

/** A participant with one connection, in any number of elections. */
public interface Member {

  /** Stands for election; returns when that is recorded with the service. */
  Seat stand(String election, Duties duties) throws Exception;

  /** Leaves the elections and disconnects. */
  void leave() throws Exception;
}
