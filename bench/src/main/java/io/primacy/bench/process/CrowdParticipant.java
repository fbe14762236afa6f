package io.primacy.bench.process;

import io.primacy.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Many participants in one process, see {@link CrowdProcess}. */
public final class CrowdParticipant extends Participant {

  private final List<Long> begins = new ArrayList<>(); // Guarded by itself.

  /**
   * Starts them.
   *
   * @param count how many, each in an election of its own
   * @param folder where the log goes
   */
  public CrowdParticipant(
      Peer peer, String service, String node, Duration session, int count, Path folder)
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
            Integer.toString(count)));
    listen();
  }

  /** Returns the times at which they began, when so many have. */
  public List<Long> awaitBegins(int count, Duration limit)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (begins) {
      while (begins.size() < count) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new TimeoutException(
              begins.size() + " of " + count + " began to lead within " + limit);
        }
        begins.wait(left);
      }
      return List.copyOf(begins);
    }
  }

  @Override
  ProcessHandle victim() {
    return process().toHandle();
  }

  @Override
  void hear(String line, long at) {
    String[] words = line.split(" ", -1);
    if (words[0].equals(PeerProcess.STANDS)) {
      stands();
    } else if (words[0].equals(PeerProcess.BEGINS)) {
      synchronized (begins) {
        begins.add(Long.parseLong(words[1]));
        begins.notifyAll();
      }
    }
  }
}
