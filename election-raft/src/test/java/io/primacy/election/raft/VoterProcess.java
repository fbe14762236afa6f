package io.primacy.election.raft;

import io.primacy.election.spi.ElectionBackend;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A voter that ends with the process that started it, and says who leads when that changes. */
final class VoterProcess {

  private VoterProcess() {}

  /** Arguments: id, members, log directory. */
  public static void main(String[] args) throws Exception {
    Thread parent = new Thread(VoterProcess::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    ElectionBackend backend =
        TestVoters.open(args[0], Map.of("members", args[1], "log-dir", args[2]));
    Voter voter = (Voter) ((RaftBackend) backend).store();
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
