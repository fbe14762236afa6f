package io.primacy.election.raft;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Prints how long nothing can be written after the process was killed whose voter leads, all three
 * having been there for some seconds. No test.
 *
 * <p>Arguments: the lease in milliseconds, how many kills.
 */
final class Kills {

  private static final int SETTLE = 3;

  private Kills() {}

  public static void main(String[] args) throws Exception {
    Duration lease = Duration.ofMillis(Long.parseLong(args[0]));
    double[] took = new double[Integer.parseInt(args[1])];
    try (ProcessVoters voters = new ProcessVoters(lease)) {
      for (int i = 0; i < took.length; i++) {
        String killed = voters.awaitLeader();
        try (ElectionBackend own = voters.client(other(voters, killed))) {
          long version = TestVoters.commit(own, "round-" + i, 0, "before");
          TimeUnit.SECONDS.sleep(SETTLE);
          long start = System.nanoTime();
          voters.kill(killed);
          WriteOutcome after = TestVoters.write(own, "round-" + i, version, "after");
          while (after instanceof WriteOutcome.Unknown) {
            after = TestVoters.write(own, "round-" + i, version, "after");
          }
          took[i] = (System.nanoTime() - start) / 1e6;
        }
        System.out.printf(Locale.ROOT, "%s killed: %.0f ms%n", killed, took[i]);
        voters.start(killed);
      }
    }
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "lease %d ms, %d kills: median %.0f ms, from %.0f to %.0f ms%n",
        lease.toMillis(),
        took.length,
        took[took.length / 2],
        took[0],
        took[took.length - 1]);
    System.exit(0);
  }

  private static String other(ProcessVoters voters, String killed) {
    return voters.ids().stream().filter(id -> !id.equals(killed)).findFirst().orElseThrow();
  }
}
