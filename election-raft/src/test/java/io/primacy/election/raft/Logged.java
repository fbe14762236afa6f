package io.primacy.election.raft;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the backend logs while this is open. */
final class Logged extends Handler implements AutoCloseable {

  private final Logger logger = Logger.getLogger("io.primacy.election.raft");
  private final List<String> messages = new CopyOnWriteArrayList<>();

  Logged() {
    logger.addHandler(this);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void publish(LogRecord event) {
    messages.add(event.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
