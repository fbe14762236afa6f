package io.primacy.election.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Timing;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict on each act, on what could go wrong in it. */
class ActTest {

  private static final String ORDERS = "the operator's orders were carried out";
  private static final String NO_GAP = "leaderless no longer than two calls to the store (1.50 s)";
  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(3));

  @Test
  void aFirstElectionHoldsWhenOneNodeLeads() {
    assertEquals(
        List.of(),
        failed(Act.FIRST_ELECTION, new Scene().act().stands("n1", 1, 900).leads("n1", 1, 1000)));
  }

  @Test
  void aFirstElectionFailsWithTwoLeadersOrNone() {
    Scene two = new Scene().act().stands("n1", 1, 900);
    for (int i = 1; i <= 10; i++) {
      two.append(i % 2 == 0 ? "n1" : "n2", i % 2 + 1, i, 1000 + 50L * i);
    }
    assertEquals(List.of("exactly one leader"), failed(Act.FIRST_ELECTION, two));
    assertEquals(
        List.of("exactly one leader", "leaderless no longer than one lease (3.00 s)"),
        failed(Act.FIRST_ELECTION, new Scene().act().stands("n1", 1, 900)));
  }

  @Test
  void aKillHoldsWhenTheOtherFollowsInTimeWithAHigherToken() {
    assertEquals(List.of(), failed(Act.KILL, led().leads("n2", 2, 4000)));
  }

  @Test
  void aKillFailsWhenTheNextMasterIsLate() {
    assertEquals(
        List.of("leaderless no longer than the worst case (6.81 s)"),
        failed(Act.KILL, led().leads("n2", 2, 1450 + 7100)));
  }

  @Test
  void aKillFailsWhenTheTokenFalls() {
    assertEquals(
        List.of("the other node leads, its token is higher"),
        failed(Act.KILL, new Scene().leads("n1", 5, 1000).act().leads("n2", 4, 3000)));
  }

  @Test
  void aKillFailsWhenTheSameNodeFollows() {
    assertEquals(
        List.of("the other node leads, its token is higher"),
        failed(Act.KILL, led().leads("n1", 2, 3000)));
  }

  @Test
  void aKillFailsWhenAnAppendIsRefused() {
    assertEquals(
        List.of("no append was refused"),
        failed(Act.KILL, led().leads("n2", 2, 3000).refused("n1", 1, 11, 3600)));
  }

  @Test
  void aRestartHoldsWhenNothingChangesAndTheNodeStands() {
    assertEquals(List.of(), failed(Act.RESTART, led().stands("n2", 2, 1600).leads("n1", 1, 1500)));
  }

  @Test
  void aRestartFailsWhenItTakesTheLeadOrDoesNotStand() {
    assertEquals(
        List.of("the leader stayed, with its token", "it stands again, as a new incarnation"),
        failed(Act.RESTART, led().stands("n2", 1, 1600).leads("n2", 2, 1700)));
  }

  @Test
  void aFreezeHoldsWhenTheLateAppendIsRefused() {
    assertEquals(List.of(), failed(Act.FREEZE, frozen().refused("n1", 1, 11, 5000)));
  }

  @Test
  void aFreezeFailsWhenNothingLateWasTried() {
    assertEquals(List.of("the late append with token 1 was refused"), failed(Act.FREEZE, frozen()));
  }

  @Test
  void aFreezeFailsOnALedgerThatAcceptsTheLateAppend() {
    Scene careless = frozen().append("n1", 1, 11, 5000).leads("n2", 2, 5050);
    assertEquals(
        List.of(
            "the other node leads, its token is higher",
            "the late append with token 1 was refused",
            "no lower token was accepted after a higher"),
        failed(Act.FREEZE, careless));
  }

  @Test
  void aCloseFailsWhenItTakesALease() {
    assertEquals(List.of(), failed(Act.CLOSE, led().leads("n2", 2, 1500)));
    assertEquals(
        List.of("leaderless no longer than two calls to the store (1.50 s)"),
        failed(Act.CLOSE, led().leads("n2", 2, 4500)));
  }

  @Test
  void aSupervisedKillFailsWhenItTakesATenthOfTheLease() {
    assertEquals(
        List.of(),
        failed(Act.SUPERVISED_KILL, killedBefore().leads("n1", 3, 7600).stands("n2", 2, 8000)));
    assertEquals(
        List.of("leaderless no longer than a tenth of the lease (0.30 s)"),
        failed(Act.SUPERVISED_KILL, killedBefore().leads("n1", 3, 8000).stands("n2", 2, 8100)));
    Duration third = Duration.ofSeconds(1);
    assertEquals(
        List.of(),
        failed(
            Act.SUPERVISED_KILL,
            killedBefore().onStoreThatElectsIn(third).leads("n1", 3, 8900).stands("n2", 2, 9000)));
    assertEquals(
        List.of(
            "leaderless no longer than a tenth of the lease, and an election of the voters"
                + " (1.30 s)"),
        failed(
            Act.SUPERVISED_KILL,
            killedBefore().onStoreThatElectsIn(third).leads("n1", 3, 9000).stands("n2", 2, 9000)));
    assertEquals(
        List.of(
            "leaderless no longer than a tenth of the lease (0.30 s)",
            "sooner than by the lease alone",
            "it stands again, as a new incarnation"),
        failed(Act.SUPERVISED_KILL, killedBefore().leads("n1", 3, 11_000)));
  }

  @Test
  void aFailbackHoldsWhenThePreferredNodeFollowsByItself() {
    Scene preferred = led().ordered("n2", "prefer", 0, 1600);
    assertEquals(List.of(), failed(Act.FAILBACK, preferred.leads("n2", 2, 1700)));
    assertEquals(
        List.of("the other node leads, its token is higher", NO_GAP),
        failed(Act.FAILBACK, led().ordered("n2", "prefer", 0, 1600).leads("n1", 1, 1500)));
  }

  @Test
  void aHandoverFailsWhenItWasNotOrderedOrNotDone() {
    assertEquals(
        List.of(),
        failed(
            Act.HANDOVER,
            led()
                .ordered("n1", "prefer", 0, 1500)
                .ordered("n2", "handover", 0, 1510)
                .leads("n2", 2, 1600)));
    assertEquals(
        List.of(ORDERS),
        failed(Act.HANDOVER, led().ordered("n1", "prefer", 0, 1500).leads("n2", 2, 1600)));
    assertEquals(
        List.of(ORDERS),
        failed(
            Act.HANDOVER,
            led()
                .ordered("n1", "prefer", 0, 1500)
                .ordered("n2", "handover", 1, 1510)
                .leads("n2", 2, 1600)));
  }

  @Test
  void aRollingRestartFailsWhenANodeWasNotRestartedOrTheLeaderMovedTwice() {
    assertEquals(List.of(), failed(Act.ROLLING_RESTART, rolled("n2", "n1").leads("n2", 2, 1500)));
    assertEquals(
        List.of("all stand again, as new incarnations"),
        failed(Act.ROLLING_RESTART, rolled("n2").leads("n2", 2, 1500)));
    assertEquals(
        List.of("the other node leads, its token is higher"),
        failed(Act.ROLLING_RESTART, rolled("n2", "n1").leads("n2", 2, 1500).leads("n1", 3, 2000)));
  }

  private static Scene rolled(String... nodes) {
    Scene scene = led();
    for (String node : nodes) {
      scene.stands(node, 2, 1500);
    }
    for (int i = 0; i < 2; i++) {
      scene
          .ordered("n2", "drain", 0, 1500)
          .ordered("n2", "stop-check", 0, 1500)
          .ordered("n2", "undrain", 0, 1500);
    }
    return scene;
  }

  private static Scene led() {
    return new Scene().leads("n1", 1, 1000).act();
  }

  /* Without a supervisor nobody led for 2.55 s; the last append is at 7.45 s. */
  private static Scene killedBefore() {
    return new Scene()
        .leads("n1", 1, 1000)
        .did("n1", Moment.Kind.KILLED, 1460)
        .leads("n2", 2, 4000)
        .append("n2", 2, 11, 7450)
        .act()
        .did("n2", Moment.Kind.KILLED, 7460);
  }

  private static Scene frozen() {
    return led().leads("n2", 2, 4000).stands("n1", 2, 5100);
  }

  private static List<String> failed(Act act, Scene scene) {
    return act.judge(scene.episode(), TIMING).stream()
        .filter(check -> !check.held())
        .map(Check::claim)
        .toList();
  }
}
