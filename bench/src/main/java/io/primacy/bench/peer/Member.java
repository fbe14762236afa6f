package io.primacy.bench.peer;

/** A participant with one connection, in any number of elections. */
public interface Member {

  /** Begins to stand for election. */
  Seat begin(String election, Duties duties) throws Exception;

  /** Stands for election; returns when that is recorded with the service. */
  default Seat stand(String election, Duties duties) throws Exception {
    Seat seat = begin(election, duties);
    seat.awaitRecorded();
    return seat;
  }

  /** Leaves the elections and disconnects. */
  void leave() throws Exception;
}
