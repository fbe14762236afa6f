package io.primacy.election.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
import io.primacy.election.spi.ElectionBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A voter that ends with the process that started it, and says who leads when that changes. */
final class VoterProcess {

  private VoterProcess() {}

  /** Arguments: id, members, data directory, and a lease in milliseconds. */
  public static void main(String[] args) throws Exception {
    Thread parent = new Thread(VoterProcess::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    ElectionBackend backend =
        TestVoters.open(
            args[0],
            Map.of("members", args[1], "data-dir", args[2]),
            TestVoters.LEASE,
            Duration.ofMillis(Long.parseLong(args[3])));
    Voter voter = ((AtomixBackend) backend).voter();
    String said = "";
    while (!Thread.interrupted()) {
      String state = state(voter.raft());
      if (!state.equals(said)) {
        System.out.println(state);
        said = state;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static String state(RaftContext raft) {
    if (raft.isLeader()) {
      return "leads";
    }
    return raft.getState() == RaftContext.State.READY && raft.getLeader() != null
        ? "follows"
        : "waits";
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // The pipe broke: the same.
    }
    Runtime.getRuntime().halt(0);
  }
}
