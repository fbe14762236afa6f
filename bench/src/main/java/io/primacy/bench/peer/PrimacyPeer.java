package io.primacy.bench.peer;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** This project, on one of its backends. */
final class PrimacyPeer implements Peer {

  private static final int LIMIT_SECONDS = 30;

  private final Backend backend;

  PrimacyPeer(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "Primacy";
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Member join(String service, String node, Duration session) {
    Elections elections = Elections.open(PrimacyConfig.of(backend, service, node, session));
    return new Member() {
      @Override
      public Seat begin(String name, Duties duties) {
        LeaderElection election = elections.election(name);
        return new PrimacySeat(election, election.campaign(Candidacy.plain(), contender(duties)));
      }

      @Override
      public void leave() {
        elections.close();
      }
    };
  }

  private static Contender contender(Duties duties) {
    return new Contender() {
      @Override
      public void granted(Leadership leadership) {
        duties.begin();
      }

      @Override
      public void revoked(Leadership leadership, EndReason reason) {
        duties.end();
      }
    };
  }

  private record PrimacySeat(LeaderElection election, CompletionStage<Void> recorded)
      implements Targeted {

    @Override
    public void awaitRecorded() throws Exception {
      recorded.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean leads() {
      return election.leadership().filter(Leadership::isHeld).isPresent();
    }

    @Override
    public void handTo(String node) throws Exception {
      HandoverOutcome outcome =
          election.handOver(node).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!outcome.isDone()) {
        throw new IllegalStateException("The handover to " + node + " failed: " + outcome);
      }
    }

    @Override
    public void leave() throws Exception {
      election.withdraw().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }
}
