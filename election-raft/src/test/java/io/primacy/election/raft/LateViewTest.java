package io.primacy.election.raft;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.junit.jupiter.api.Test;

/** A view whose thread was held up comes after the next one. */
final class LateViewTest {

  @Test
  void theLeaderForgetsNobodyWhoCameSince() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      String leader = voters.awaitLeader();
      String last = voters.ids().stream().filter(id -> !id.equals(leader)).findAny().orElseThrow();

      deliver(voters.channel(leader), viewBefore(voters, leader, last));

      TestVoters.commit(voters.voter(last), "x", 0, "the leader tells it when it is committed");
    }
  }

  private static View viewBefore(TestVoters voters, String leader, String without) {
    View now = voters.channel(leader).getView();
    Address absent = voters.channel(without).getAddress();
    List<Address> members =
        now.getMembers().stream().filter(member -> !member.equals(absent)).toList();
    return new View(now.getCreator(), now.getViewId().getId() - 1, members);
  }

  private static void deliver(JChannel channel, View view) {
    channel
        .getProtocolStack()
        .findProtocol(SafeElection.class)
        .up(new Event(Event.VIEW_CHANGE, view));
  }
}
