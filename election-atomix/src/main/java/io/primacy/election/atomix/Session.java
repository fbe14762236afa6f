package io.primacy.election.atomix;

import io.atomix.primitive.session.SessionId;
import io.atomix.protocols.raft.protocol.KeepAliveRequest;
import java.util.TreeSet;

/**
 * A Raft session: a numbered pipe of commands. The voters carry them out in the order of their
 * numbers, so one that is lost holds up all that follow; whoever does not hear of one begins
 * another session. Not thread-safe.
 */
final class Session {

  private final SessionId id;
  private final TreeSet<Long> unanswered = new TreeSet<>();

  private long commands;
  private long event;

  Session(SessionId id) {
    this.id = id;
    // What the voters take for the event before the first.
    this.event = id.id();
  }

  SessionId id() {
    return id;
  }

  /** The number of the next command. */
  long nextCommand() {
    unanswered.add(++commands);
    return commands;
  }

  void answered(long command) {
    unanswered.remove(command);
  }

  /** Notes events; false when some before them are missing. */
  boolean follows(long index, long previous) {
    boolean follows = previous <= event;
    event = Math.max(event, index);
    return follows;
  }

  /** Says that this session is used, and what it knows, so that the voters may forget that. */
  KeepAliveRequest keepAlive() {
    long known = unanswered.isEmpty() ? commands : unanswered.first() - 1;
    return KeepAliveRequest.builder()
        .withSessionIds(new long[] {id.id()})
        .withCommandSequences(new long[] {known})
        .withEventIndexes(new long[] {event})
        .build();
  }
}
