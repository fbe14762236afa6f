package io.primacy.bench.process;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Duties;
import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.peer.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program that stands in many elections until its standard input ends. */
public final class CrowdProcess {

  private final Peer peer;
  private final String service;
  private final String node;
  private final Duration session;

  private CrowdProcess(Peer peer, String service, String node, Duration session) {
    this.peer = peer;
    this.service = service;
    this.node = node;
    this.session = session;
  }

  /**
   * Arguments: peer, service, node, session in milliseconds, how many, {@link
   * CrowdParticipant.Connections}.
   */
  public static void main(String[] arguments) {
    int code = 0;
    try {
      StandardInput.whenEnded(() -> Runtime.getRuntime().halt(0));
      CrowdProcess crowd =
          new CrowdProcess(
              Peers.named(Backend.ZOOKEEPER, arguments[0]),
              arguments[1],
              arguments[2],
              Duration.ofMillis(Long.parseLong(arguments[3])));
      int count = Integer.parseInt(arguments[4]);
      switch (CrowdParticipant.Connections.valueOf(arguments[5])) {
        case EACH -> crowd.standApart(count);
        case ONE -> crowd.standTogether(count);
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

  private void standApart(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      peer.join(service, node + i, session).stand(election(i), new Telling());
    }
  }

  private void standTogether(int count) throws Exception {
    Member member = peer.join(service, node, session);
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seats.add(member.begin(election(i), new Telling()));
    }
    for (Seat seat : seats) {
      seat.awaitRecorded();
    }
  }

  private static String election(int i) {
    return "crowd" + i;
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
