package io.primacy.bench.calls;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an application calls before it acts. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up.
public class PrimacyCalls {

  /** The property that says where the service is. */
  public static final String SERVICE = "bench.service";

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Elections elections;
  private Leadership leadership;

  /** Leads. */
  @Setup(Level.Trial)
  public void lead() throws Exception {
    elections =
        Elections.open(
            ElectionsConfig.builder()
                .namespace("bench")
                .node("a")
                .provider("zookeeper")
                .set("election.zookeeper.connect", System.getProperty(SERVICE))
                .lease(LEASE)
                .build());
    var unused = elections.election("calls").campaign(Candidacy.plain(), new Idle());
    leadership = elections.election("calls").awaitLeadership(LIMIT);
  }

  /** Leads no more. */
  @TearDown(Level.Trial)
  public void close() {
    elections.close();
  }

  /** Whether it leads. */
  @Benchmark
  public boolean isHeld() {
    return leadership.isHeld();
  }

  /** The token that goes with a write. */
  @Benchmark
  public long token() {
    return leadership.token().value();
  }

  /** Something done only while it leads. */
  @Benchmark
  public Long whileHeld() throws Exception {
    return leadership.whileHeld(() -> 1L);
  }

  private static final class Idle implements Contender {
    @Override
    public void granted(Leadership leadership) {}

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }
}
