package io.primacy.election.tck;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Elections that do not get over a fault. */
final class WrongRecoveries {

  private WrongRecoveries() {}

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    all.add(dropsOut("drops out after its requests were lost", Fault.LOSE_REQUESTS));
    all.add(dropsOut("drops out after answers to it were lost", Fault.LOSE_ANSWERS));
    all.add(dropsOut("drops out after its connection was reset", Fault.RESET_CONNECTIONS));
    all.add(dropsOut("drops out after its connection was slow", Fault.DELAY));
    all.add(dropsOut("drops out after its connection dripped", Fault.DRIP));
    all.add(dropsOut("drops out after a server stood still", Fault.FREEZE_ONE_SERVER));
    all.add(dropsOut("drops out after a record was deleted", Fault.DELETE_RECORD));
    all.add(new Mutant("leads on while writes are refused", LeadsOnReadOnly::new));
    all.add(new Mutant("drops out after it was stopped", t -> new Heartbeat(t, false)));
    all.add(new Mutant("drops out after its clock was set", t -> new Heartbeat(t, true)));
    return all;
  }

  private static Mutant dropsOut(String name, Fault after) {
    return new Mutant(name, time -> new DropsOut(time, after));
  }

  /** All elections that were opened, some of which leave for good. */
  static class Leavers extends SimulatedHarness {

    final List<Elections> opened = new ArrayList<>();

    Leavers(VirtualTime time) {
      super(time);
    }

    @Override
    public Elections open(ElectionsConfig config, Environment environment) {
      Elections right = super.open(config, environment);
      opened.add(right);
      return right;
    }

    /** As if it had never stood, and without a word to anybody. */
    static void leave(Elections elections) {
      elections.election(Member.LEDGER).eligible(false);
    }

    void leave(String node) {
      opened.stream().filter(e -> e.node().equals(node)).forEach(Leavers::leave);
    }
  }

  private static final class DropsOut extends Leavers {

    private final Fault after;

    DropsOut(VirtualTime time, Fault after) {
      super(time);
      this.after = after;
    }

    @Override
    public Outage disturb(String node, Fault fault) {
      return endingWith(node, fault, super.disturb(node, fault));
    }

    @Override
    public Outage freezeOneServer() {
      return endingWith("b", Fault.FREEZE_ONE_SERVER, super.freezeOneServer());
    }

    @Override
    public void deleteRecord(String namespace, RecordKey key) {
      super.deleteRecord(namespace, key);
      if (after == Fault.DELETE_RECORD) {
        leave("a");
      }
    }

    private Outage endingWith(String node, Fault fault, Outage outage) {
      return () -> {
        outage.end();
        if (fault == after) {
          leave(node);
        }
      };
    }
  }

  private static final class LeadsOnReadOnly extends SimulatedHarness {

    private boolean readOnly;

    LeadsOnReadOnly(VirtualTime time) {
      super(time);
    }

    @Override
    public Outage refuseWrites(String namespace) {
      readOnly = true;
      Outage outage = super.refuseWrites(namespace);
      return () -> {
        readOnly = false;
        outage.end();
      };
    }

    @Override
    public Elections open(ElectionsConfig config, Environment environment) {
      Elections right = super.open(config, environment);
      return new WrongElections(right, (election, all) -> new HoldsOn(election));
    }

    private final class HoldsOn extends WrongElection {

      private Leadership last;

      HoldsOn(LeaderElection right) {
        super(right);
      }

      @Override
      public java.util.Optional<Leadership> leadership() {
        right.leadership().ifPresent(leadership -> last = leadership);
        return readOnly ? java.util.Optional.ofNullable(last) : right.leadership();
      }
    }
  }

  /** Looks at its clocks every now and then, and leaves when they surprise it. */
  private static final class Heartbeat extends Leavers {

    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration SURPRISE = Duration.ofMillis(400);

    private final boolean wall;

    Heartbeat(VirtualTime time, boolean wall) {
      super(time);
      this.wall = wall;
    }

    @Override
    public Elections open(ElectionsConfig config, Environment environment) {
      Elections right = super.open(config, environment);
      beat(right, environment, environment.newLoop("heartbeat"), now(environment));
      return right;
    }

    private long now(Environment environment) {
      return wall
          ? TimeUnit.MILLISECONDS.toNanos(environment.time().wallMillis())
          : environment.time().nanoTime();
    }

    private void beat(Elections elections, Environment environment, EventLoop loop, long last) {
      loop.schedule(
          EVERY,
          () -> {
            long now = now(environment);
            if (Math.abs(now - last) > SURPRISE.toNanos() && (!wall || isHour(now - last))) {
              leave(elections);
            } else {
              beat(elections, environment, loop, now);
            }
          });
    }

    private static boolean isHour(long nanos) {
      return Math.abs(nanos) > TimeUnit.MINUTES.toNanos(30);
    }
  }
}
