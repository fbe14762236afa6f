package io.primacy.election.tck;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.SessionView;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.WrongElections.WrongContender;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.WrongRecoveries.Leavers;
import io.primacy.election.tck.sim.VirtualTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Elections that do not get over what their process does to them. */
final class WrongHardships {

  private WrongHardships() {}

  static List<Mutant> all() {
    return List.of(
        WrongCoreHarness.mutant("tells nothing of itself in a callback", AskedInVain::new),
        WrongCoreHarness.each("hears nothing after an interrupt", WrongHardships::interruptible),
        new Mutant("leaves when its twin comes", Twins::new),
        new Mutant("leaves a thread for each run", Leaking::new));
  }

  /** Answers what its session is only when no callback runs. */
  private static final class AskedInVain extends WrongElections {

    AskedInVain(Elections right, VirtualTime time) {
      this(right, new ArrayList<>());
    }

    private final List<CountDownLatch> running;

    private AskedInVain(Elections right, List<CountDownLatch> running) {
      super(right, (election, all) -> new Slow(election, running));
      this.running = running;
    }

    @Override
    public SessionView session() {
      for (CountDownLatch callback : List.copyOf(running)) {
        try {
          callback.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return right.session();
    }
  }

  private static final class Slow extends WrongElection {

    private final List<CountDownLatch> running;

    Slow(LeaderElection right, List<CountDownLatch> running) {
      super(right);
      this.running = running;
    }

    @Override
    Contender wrap(Contender contender) {
      return new WrongContender(contender, this) {
        @Override
        public void granted(Leadership leadership) throws Exception {
          CountDownLatch over = new CountDownLatch(1);
          running.add(over);
          try {
            super.granted(leadership);
          } finally {
            running.remove(over);
            over.countDown();
          }
        }
      };
    }
  }

  private static WrongElection interruptible(LeaderElection election) {
    return new WrongElection(election) {
      private boolean deaf;

      @Override
      public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
        return deaf ? CompletableFuture.completedStage(null) : super.campaign(candidacy, contender);
      }

      @Override
      Contender wrap(Contender contender) {
        return new WrongContender(contender, this) {
          @Override
          public void revoked(Leadership leadership, EndReason reason) throws Exception {
            super.revoked(leadership, reason);
            deaf |= Thread.currentThread().isInterrupted();
          }
        };
      }
    };
  }

  private static final class Twins extends Leavers {

    private final Set<String> nodes = new HashSet<>();

    Twins(VirtualTime time) {
      super(time);
    }

    @Override
    public Elections open(ElectionsConfig config, Environment environment) {
      String node = config.namespace() + "/" + config.node();
      if (!nodes.add(node)) {
        opened.stream()
            .filter(e -> e.config().namespace().equals(config.namespace()))
            .filter(e -> e.node().equals(config.node()))
            .forEach(Leavers::leave);
      }
      return super.open(config, environment);
    }
  }

  private static final class Leaking extends SimulatedHarness {

    private final CountDownLatch end = new CountDownLatch(1);

    Leaking(VirtualTime time) {
      super(time);
    }

    @Override
    public Elections open(ElectionsConfig config, Environment environment) {
      WrongUnderFaults.leftBehind(end);
      return super.open(config, environment);
    }

    @Override
    public void close() {
      end.countDown();
      super.close();
    }
  }
}
