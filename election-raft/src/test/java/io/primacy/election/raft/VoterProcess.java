package io.primacy.election.raft;

import io.primacy.election.spi.ElectionBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A voter that ends with the process that started it, says who leads when that changes, and takes a
 * snapshot at each line it reads.
 */
final class VoterProcess {

  /** Said when a snapshot was taken. */
  static final String SNAPSHOT = "snapshot";

  private VoterProcess() {}

  /** Arguments: id, members, log directory, and a lease in milliseconds. */
  public static void main(String[] args) throws Exception {
    ElectionBackend backend =
        TestVoters.open(
            args[0],
            Map.of("members", args[1], "log-dir", args[2]),
            TestVoters.LEASE,
            Duration.ofMillis(Long.parseLong(args[3])));
    Voter voter = (Voter) ((RaftBackend) backend).store();
    Thread parent = new Thread(() -> obeyParent(voter), "parent");
    parent.setDaemon(true);
    parent.start();
    String said = "";
    while (!Thread.interrupted()) {
      boolean leads = voter.group().leader().isPresent() && leads(voter);
      String state = voter.isOpen() ? (leads ? "leads" : "follows") : waits(voter);
      if (!state.equals(said)) {
        System.out.println(state);
        said = state;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static String waits(Voter voter) {
    String why = voter.state();
    return why.contains("can not serve") ? why : "waits";
  }

  private static boolean leads(Voter voter) {
    var channel = voter.group().channel();
    return channel != null
        && voter.group().leader().stream()
            .anyMatch(leader -> leader.address().equals(channel.getAddress()));
  }

  private static void obeyParent(Voter voter) {
    try {
      while (System.in.read() >= 0) {
        TestVoters.compactLog(voter);
        System.out.println(SNAPSHOT);
      }
    } catch (IOException e) {
      // The pipe broke: the same.
    }
    Runtime.getRuntime().halt(0);
  }
}
