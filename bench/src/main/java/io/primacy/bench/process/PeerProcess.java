package io.primacy.bench.process;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Duties;
import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peer;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.peer.Seat;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program of one participant: stands in one election until its standard input ends, and says
 * what it does, with the times of {@link System#nanoTime()}.
 */
public final class PeerProcess {

  static final String STANDS = "stands";
  static final String BEGINS = "begins";
  static final String ENDS = "ends";
  static final String BELIEVED = "believed";

  /** What it is told. */
  static final String LEAVE = "leave";

  static final String STAND = "stand";

  private static final long ASKS_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Conduct conduct;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean stands;

  private PeerProcess(Conduct conduct) {
    this.conduct = conduct;
  }

  /**
   * Arguments: backend, peer, service, node, session in milliseconds, election, {@link Conduct}.
   */
  public static void main(String[] arguments) {
    int code = 0;
    try {
      new PeerProcess(Conduct.valueOf(arguments[6])).run(arguments);
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    Runtime.getRuntime().halt(code); // Whatever the library is doing: the service ends its session.
  }

  private void run(String[] arguments) throws Exception {
    StandardInput.hear(told::add, this::comeToAnEnd);
    Peer peer = Peers.named(Backend.valueOf(arguments[0]), arguments[1]);
    Duration session = Duration.ofMillis(Long.parseLong(arguments[4]));
    Member member = peer.join(arguments[2], arguments[3], session);
    Seat seat = stand(member, arguments[5]);
    stands = true;
    if (conduct == Conduct.PLAIN) {
      obey(member, arguments[5], seat);
    } else {
      ask(seat);
    }
  }

  private Seat stand(Member member, String election) throws Exception {
    Seat seat = member.stand(election, duties());
    say(STANDS, System.nanoTime());
    return seat;
  }

  /** Until the process is ended. */
  private void obey(Member member, String election, Seat first) throws Exception {
    Seat seat = first;
    while (true) {
      String order = told.take();
      switch (order) {
        case LEAVE -> seat.leave();
        case STAND -> seat = stand(member, election);
        default -> throw new IllegalArgumentException("Told to " + order);
      }
    }
  }

  private void comeToAnEnd() {
    if (!stands || conduct == Conduct.PLAIN) {
      Runtime.getRuntime().halt(0); // The library may wait for a service that is gone as well.
    }
    over.countDown();
  }

  private Duties duties() {
    return new Duties() {
      @Override
      public void begin() {
        say(BEGINS, System.nanoTime());
        block();
      }

      @Override
      public void end() {
        say(ENDS, System.nanoTime());
        block();
      }
    };
  }

  private void block() {
    while (conduct == Conduct.BLOCKS && over.getCount() > 0) {
      LockSupport.parkNanos(ASKS_EVERY_NANOS);
    }
  }

  private void ask(Seat seat) {
    Belief belief = new Belief(interval -> say(BELIEVED, interval.from(), interval.to()));
    while (over.getCount() > 0) {
      long asked = System.nanoTime();
      boolean leads = seat.leads();
      belief.hear(asked, System.nanoTime(), leads);
      LockSupport.parkNanos(ASKS_EVERY_NANOS);
    }
    belief.end();
  }

  private static void say(String what, long... times) {
    StringBuilder line = new StringBuilder(what);
    for (long time : times) {
      line.append(' ').append(time);
    }
    System.out.println(line);
    System.out.flush();
  }
}
