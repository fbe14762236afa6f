package io.primacy.bench.peer;

import java.time.Duration;
import org.jgroups.JChannel;
import org.jgroups.protocols.raft.Role;
import org.jgroups.raft.RaftHandle;

/**
 * A voter of JGroups-raft, for its role listener. It can not stop standing: it leaves the voters.
 */
final class RoleMember implements Member {

  private final Voters voters;
  private final String node;
  private final Duration session;

  RoleMember(Voters voters, String node, Duration session) {
    this.voters = voters;
    this.node = node;
    this.session = session;
  }

  @Override
  public Seat begin(String election, Duties duties) throws Exception {
    JChannel channel = RaftVoter.channel(voters, node, session, false);
    Told told = new Told(duties);
    new RaftHandle(channel, RaftVoter.keepingNothing())
        .addRoleListener(role -> told.hear(role == Role.Leader));
    channel.connect(election);
    return new RoleSeat(channel, told);
  }

  @Override
  public void leave() {}

  private record RoleSeat(JChannel channel, Told told) implements Seat {

    /** It was when it had begun. */
    @Override
    public void awaitRecorded() {}

    @Override
    public boolean leads() {
      return told.leads();
    }

    @Override
    public void leave() {
      told.end();
      channel.close();
    }
  }
}
