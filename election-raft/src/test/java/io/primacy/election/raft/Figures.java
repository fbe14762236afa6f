package io.primacy.election.raft;

import java.util.Arrays;
import java.util.Locale;

/** Prints the speed that the documentation speaks of, with voters in this process. No test. */
final class Figures {

  private static final int WRITES = 500;

  private Figures() {}

  public static void main(String[] args) throws Exception {
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      try (TestVoters voters = TestVoters.started("n1", "n2", "w")) {
        voters.awaitLeader();
        long version = TestVoters.commit(voters.voter("n1"), "x", 0, "0");
        say("start of three voters to the first write", millis(start));
        version = writes(voters, version);
        failover(voters, version);
      }
    }
    System.exit(0);
  }

  private static long writes(TestVoters voters, long first) {
    long version = first;
    double[] took = new double[WRITES];
    for (int i = 0; i < WRITES; i++) {
      long start = System.nanoTime();
      version = TestVoters.commit(voters.voter("n1"), "x", version, "renewal " + i);
      took[i] = millis(start);
    }
    Arrays.sort(took);
    say("conditional write, median", took[WRITES / 2]);
    say("conditional write, 99 of 100", took[WRITES * 99 / 100]);
    return version;
  }

  private static void failover(TestVoters voters, long version) {
    String lost = voters.awaitLeader();
    String left = voters.ids().stream().filter(id -> !id.equals(lost)).findFirst().orElseThrow();
    long start = System.nanoTime();
    voters.stop(lost);
    TestVoters.commit(voters.voter(left), "x", version, "after");
    say("the leader of the voters stops, to the next write", millis(start));
    long restart = System.nanoTime();
    voters.start(lost);
    voters.awaitLeader();
    say("restart of a voter until it takes part", millis(restart));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void say(String what, double millis) {
    System.out.printf(Locale.ROOT, "%-50s %8.1f ms%n", what, millis);
  }
}
