package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.LabException;
import io.primacy.election.node.lab.LabProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One thing that befalls the nodes, and what must hold when it does. */
enum Act {
  FIRST_ELECTION(1, "First election", "first") {
    @Override
    void play(Stage stage) throws InterruptedException {
      stage.nodes().forEach(LabProcess::start);
      for (LabProcess node : stage.nodes()) {
        stage.awaitStands(node, Stage.PROCESS);
      }
      stage.awaitLeads("a node led", longestFailover(stage.timing()), node -> true);
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return List.of(
          Claims.oneLeader(episode),
          Claims.gapWithin(episode, timing.lease(), "one lease"),
          Claims.nothingRefused(episode));
    }
  },

  KILL(2, "Kill the master (kill -9)", "kill") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      stage.awaitAppend();
      master.kill(Stage.PROCESS);
      awaitOtherLeads(stage, master);
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return List.of(
          Claims.oneLeader(episode),
          Claims.tokenRose(episode),
          Claims.gapWithin(episode, timing.worstCaseFailover(0), "the worst case"),
          Claims.nothingRefused(episode));
    }
  },

  RESTART(3, "Restart it", "restart") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess killed = stage.other(stage.leader());
      killed.start();
      stage.awaitStands(killed, Stage.PROCESS);
      stage.awaitMoreAppends();
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return List.of(
          Claims.oneLeader(episode),
          Claims.leaderStayed(episode),
          Claims.standAgain(episode, 1),
          Claims.nothingRefused(episode));
    }
  },

  FREEZE(4, "Freeze the master, thaw it late", "freeze") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      stage.awaitAppend();
      master.whileFrozen(() -> awaitOtherLeads(stage, master));
      stage.awaitRefusal(master, stage.timing().lease());
      stage.awaitStands(master, longestFailover(stage.timing()));
      stage.awaitMoreAppends();
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return List.of(
          Claims.oneLeader(episode),
          Claims.tokenRose(episode),
          Claims.lateAppendRefused(episode),
          Claims.tokensNeverFell(episode),
          Claims.gapWithin(episode, timing.worstCaseFailover(0), "the worst case"),
          Claims.standAgain(episode, 1));
    }
  },

  CLOSE(5, "Close the master (SIGTERM)", "close") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      stage.awaitAppend();
      master.close(Stage.PROCESS);
      awaitOtherLeads(stage, master);
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return passedOn(episode, timing);
    }
  },

  FAILBACK(6, "Fail back to a preferred node", "failback") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      LabProcess preferred = stage.other(master);
      preferred.start();
      stage.awaitStands(preferred, Stage.PROCESS);
      stage.order(
          preferred, "prefer", ELECTION, preferred.name(), "--reason", "the faster machine");
      awaitOtherLeads(stage, master);
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return passedOn(episode, timing, Claims.ordersCarriedOut(episode, "prefer"));
    }
  },

  HANDOVER(7, "Hand over to a named node", "handover") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      LabProcess target = stage.other(master);
      stage.order(master, "prefer", ELECTION, "--none", "--reason", "as you were");
      stage.order(target, "handover", ELECTION, target.name(), "--yes", "--reason", "new disk");
      awaitOtherLeads(stage, master);
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return passedOn(episode, timing, Claims.ordersCarriedOut(episode, "prefer", "handover"));
    }
  },

  ROLLING_RESTART(8, "Restart both, with supervisors", "rolling restart") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      restart(stage, stage.other(master));
      restart(stage, master);
      stage.awaitMoreAppends();
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return passedOn(
          episode,
          timing,
          Claims.ordersCarriedOut(
              episode, "drain", "stop-check", "undrain", "drain", "stop-check", "undrain"),
          Claims.standAgain(episode, 2));
    }
  },

  SUPERVISED_KILL(9, "Kill the master, supervised", "supervised") {
    @Override
    void play(Stage stage) throws InterruptedException {
      LabProcess master = stage.leader();
      stage.awaitAppend();
      master.killSupervised();
      awaitOtherLeads(stage, master);
      stage.awaitStands(master, Stage.PROCESS);
      stage.awaitMoreAppends();
    }

    @Override
    List<Check> judge(Episode episode, Timing timing) {
      return List.of(
          Claims.oneLeader(episode),
          Claims.tokenRose(episode),
          Claims.gapWithinATenth(episode, timing.lease()),
          Claims.soonerThanByTheLease(episode),
          Claims.standAgain(episode, 1),
          Claims.nothingRefused(episode));
    }
  };

  private static final String ELECTION = "ledger";

  private final int number;
  private final String title;
  private final String word;

  Act(int number, String title, String word) {
    this.number = number;
    this.title = title;
    this.word = word;
  }

  /** The same where there is little room. */
  String word() {
    return word;
  }

  /** From 1. */
  int number() {
    return number;
  }

  String title() {
    return title;
  }

  /**
   * Does it, and returns when all has settled.
   *
   * @throws LabException if that does not happen within its bounds
   */
  abstract void play(Stage stage) throws InterruptedException;

  /** What must hold, judged on what was seen. Pure. */
  abstract List<Check> judge(Episode episode, Timing timing);

  private static void awaitOtherLeads(Stage stage, LabProcess master) throws InterruptedException {
    LabProcess other = stage.other(master);
    stage.awaitLeads(other.name() + " led", longestFailover(stage.timing()), other.name()::equals);
  }

  /* As an upgrade does it. */
  private static void restart(Stage stage, LabProcess node) throws InterruptedException {
    stage.order(node, "drain", node.name(), "--yes", "--reason", "upgrade");
    stage.order(node, "stop-check", node.name());
    node.close(Stage.PROCESS);
    node.start("--supervised");
    stage.awaitStands(node, Stage.PROCESS);
    stage.order(node, "undrain", node.name(), "--reason", "upgraded");
  }

  /* The other node leads, and nobody had to wait for a lease. */
  private static List<Check> passedOn(Episode episode, Timing timing, Check... more) {
    List<Check> checks = new ArrayList<>();
    checks.add(Claims.oneLeader(episode));
    checks.add(Claims.tokenRose(episode));
    checks.addAll(List.of(more));
    Duration twoCalls = timing.callTimeout().multipliedBy(2);
    checks.add(Claims.gapWithin(episode, twoCalls, "two calls to the store"));
    checks.add(Claims.nothingRefused(episode));
    return checks;
  }

  /* Longer than what is judged: an act that is late should fail by its check, with the figure. */
  private static Duration longestFailover(Timing timing) {
    return timing.worstCaseFailover(0).plus(timing.lease());
  }
}
