package io.primacy.election.node.lab;

import io.primacy.election.Leadership;
import io.primacy.election.history.Event;
import io.primacy.election.history.Event.Kind;
import io.primacy.election.history.HistoryWriter;
import java.io.IOException;

/**
 * Writes what one run of a node sees of one election to a history.
 *
 * @param member the run, for example {@code n1#2}
 */
record Recorder(HistoryWriter history, String member, String election) implements Witness {

  void add(Kind kind, long token, String detail) {
    history.add(member, election, kind, token, detail);
  }

  /** The same with a number. */
  void add(Kind kind, long token, long number) {
    long now = HistoryWriter.now();
    history.add(Event.at(now, member, election, kind, token, "").withNumber(number));
  }

  @Override
  public boolean isHeld(Leadership leadership) {
    return history.sampleNow(member, leadership);
  }

  /** Adds what became of it, between two samples. */
  @Override
  public Ledger.Outcome append(Leadership leadership, Append append) throws IOException {
    var unused = isHeld(leadership);
    long begin = HistoryWriter.now();
    Ledger.Outcome outcome = append.now();
    long end = HistoryWriter.now();
    long token = leadership.token().value();
    if (outcome instanceof Ledger.Outcome.Accepted accepted) {
      long place = accepted.entry().sequence();
      history.add(new Event(begin, end, member, election, Kind.ACCEPTED, token, place, ""));
    } else {
      history.add(new Event(begin, end, member, election, Kind.REFUSED, token, Event.NONE, ""));
    }
    unused = isHeld(leadership);
    return outcome;
  }
}
