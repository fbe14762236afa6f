package io.primacy.election.atomix;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Prints the speed that the documentation speaks of, with voters in this process. No test. */
final class Figures {

  private static final int WRITES = 500;

  private Figures() {}

  public static void main(String[] args) throws Exception {
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
        Map<String, Long> versions = new HashMap<>();
        versions.put("x", TestVoters.commitAtLast(voters.voter("n1"), "x", 0, "0"));
        say("start of three voters to the first write", millis(start));
        writes(voters, versions);
        failover(voters, versions);
      }
    }
    System.exit(0);
  }

  private static void writes(TestVoters voters, Map<String, Long> versions) {
    double[] took = new double[WRITES];
    for (int i = 0; i < WRITES; i++) {
      long start = System.nanoTime();
      versions.put(
          "x", TestVoters.commitAtLast(voters.voter("n1"), "x", versions.get("x"), "renewal " + i));
      took[i] = millis(start);
    }
    Arrays.sort(took);
    say("conditional write, median", took[WRITES / 2]);
    say("conditional write, 99 of 100", took[WRITES * 99 / 100]);
  }

  private static void failover(TestVoters voters, Map<String, Long> versions) {
    String lost = voters.awaitLeader();
    String left = voters.ids().stream().filter(id -> !id.equals(lost)).findFirst().orElseThrow();
    Thread stopping = new Thread(() -> voters.voter(lost).close());
    long start = System.nanoTime();
    stopping.start();
    TestVoters.await("the leader stopped", () -> !voters.raft(lost).isLeader());
    TestVoters.commitAtLast(voters.voter(left), "x", versions.get("x"), "after");
    say("the leader of the voters stops, to the next write", millis(start));
    try {
      stopping.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    long restart = System.nanoTime();
    voters.start(lost);
    voters.awaitLeader();
    say("restart of a voter until it takes part", millis(restart));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void say(String what, double millis) {
    System.out.println(String.format(Locale.ROOT, "%-52s %8.1f ms", what, millis));
  }
}
