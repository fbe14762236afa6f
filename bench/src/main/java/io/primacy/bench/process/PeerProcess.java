package io.primacy.bench.process;

import io.primacy.bench.peer.Duties;
import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.peer.Seat;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program of one participant: stands in one election until its standard input ends, and says
 * what it does, with the times of {@link System#nanoTime()}.
 */
public final class PeerProcess {

  static final String STANDS = "stands";
  static final String BEGINS = "begins";
  static final String BELIEVED = "believed";

  private static final long ASKS_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final boolean blocks;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean stands;

  private PeerProcess(boolean blocks) {
    this.blocks = blocks;
  }

  /** Arguments: peer, service, node, session in milliseconds, election, {@link Conduct}. */
  public static void main(String[] arguments) {
    int code = 0;
    try {
      Conduct conduct = Conduct.valueOf(arguments[5]);
      new PeerProcess(conduct == Conduct.BLOCKS).run(arguments, conduct);
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    Runtime.getRuntime().halt(code); // Whatever the library is doing: the service ends its session.
  }

  private void run(String[] arguments, Conduct conduct) throws Exception {
    StandardInput.whenEnded(this::comeToAnEnd);
    Duration session = Duration.ofMillis(Long.parseLong(arguments[3]));
    Member member = Peers.named(arguments[0]).join(arguments[1], arguments[2], session);
    Seat seat = member.stand(arguments[4], duties());
    say(STANDS, System.nanoTime());
    stands = true;
    if (conduct == Conduct.PLAIN) {
      over.await();
    } else {
      ask(seat);
    }
  }

  private void comeToAnEnd() {
    if (!stands) {
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
        block();
      }
    };
  }

  private void block() {
    while (blocks && over.getCount() > 0) {
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
