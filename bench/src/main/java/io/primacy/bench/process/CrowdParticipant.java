package io.primacy.bench.process;

import io.primacy.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One process that stands in many elections, see {@link CrowdProcess}. */
public final class CrowdParticipant extends Participant {

  /** How the elections share connections. */
  public enum Connections {
    /** Each has one, as of a node of its own. */
    EACH,
    /** All are on one. */
    ONE
  }

  /**
   * Starts it.
   *
   * @param count of elections
   * @param folder where the log goes
   */
  public CrowdParticipant(
      Peer peer,
      String service,
      String node,
      Duration session,
      int count,
      Connections connections,
      Path folder)
      throws IOException {
    super(
        peer.name() + "-crowd-" + node,
        folder,
        CrowdProcess.class,
        List.of(
            peer.name(),
            service,
            node,
            Long.toString(session.toMillis()),
            Integer.toString(count),
            connections.name()));
    listen();
  }

  @Override
  void hear(String line, long at) {
    String[] words = line.split(" ", -1);
    if (words[0].equals(PeerProcess.STANDS)) {
      stands();
    } else if (words[0].equals(PeerProcess.BEGINS)) {
      begins(Long.parseLong(words[1]));
    }
  }
}
