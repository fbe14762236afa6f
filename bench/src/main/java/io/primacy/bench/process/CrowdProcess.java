package io.primacy.bench.process;

import io.primacy.bench.peer.Duties;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import java.time.Duration;

/**
 * The program of many participants, each with a connection and an election of its own; until its
 * standard input ends.
 */
public final class CrowdProcess {

  private CrowdProcess() {}

  /** Arguments: peer, service, node, session in milliseconds, how many. */
  public static void main(String[] arguments) {
    int code = 0;
    try {
      StandardInput.whenEnded(() -> Runtime.getRuntime().halt(0));
      Peer peer = Peers.named(arguments[0]);
      Duration session = Duration.ofMillis(Long.parseLong(arguments[3]));
      int count = Integer.parseInt(arguments[4]);
      for (int i = 0; i < count; i++) {
        peer.join(arguments[1], arguments[2] + i, session).stand("pair" + i, new Telling());
      }
      System.out.println(PeerProcess.STANDS);
      System.out.flush();
      Thread.currentThread().join();
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }

  private static final class Telling implements Duties {
    @Override
    public void begin() {
      System.out.println(PeerProcess.BEGINS + " " + System.nanoTime());
    }

    @Override
    public void end() {}
  }
}
