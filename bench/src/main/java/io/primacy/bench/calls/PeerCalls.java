package io.primacy.bench.calls;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Duties;
import io.primacy.bench.peer.Member;
import io.primacy.bench.peer.Peers;
import io.primacy.bench.peer.Seat;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same question to the others. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up.
public class PeerCalls {

  /** By name. */
  @Param({"LeaderLatch", "LeaderSelector"})
  public String peer;

  private Member member;
  private Seat seat;

  /** Leads. */
  @Setup(Level.Trial)
  public void lead() throws Exception {
    member =
        Peers.named(Backend.ZOOKEEPER, peer)
            .join(System.getProperty(PrimacyCalls.SERVICE), "a", Duration.ofSeconds(10));
    CountDownLatch begun = new CountDownLatch(1);
    seat =
        member.stand(
            "calls",
            new Duties() {
              @Override
              public void begin() {
                begun.countDown();
              }

              @Override
              public void end() {}
            });
    if (!begun.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException(peer + " does not lead");
    }
  }

  /** Leads no more. */
  @TearDown(Level.Trial)
  public void leave() throws Exception {
    member.leave();
  }

  /** Whether it leads. */
  @Benchmark
  public boolean hasLeadership() {
    return seat.leads();
  }
}
