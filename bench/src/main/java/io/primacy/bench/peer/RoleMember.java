package io.primacy.bench.peer;

import java.io.DataInput;
import java.io.DataOutput;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.protocols.raft.ELECTION;
import org.jgroups.protocols.raft.NO_DUPES;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.REDIRECT;
import org.jgroups.protocols.raft.Role;
import org.jgroups.raft.RaftHandle;
import org.jgroups.raft.StateMachine;

/**
 * A voter of JGroups-raft, in the stack that the library brings along, with TCP on loopback instead
 * of multicast. A voter can not stop standing: it leaves the voters.
 */
final class RoleMember implements Member {

  private final Voters voters;
  private final String node;
  private final Duration silence;

  RoleMember(Voters voters, String node, Duration session) {
    this.voters = voters;
    this.node = node;
    this.silence = Voters.silence(session);
  }

  @Override
  public Seat begin(String election, Duties duties) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    TCP tcp = new TCP();
    tcp.setBindAddress(loopback).setBindPort(voters.port(node));
    tcp.setPortRange(0);
    List<InetSocketAddress> others =
        voters.names().stream()
            .map(name -> new InetSocketAddress(loopback, voters.port(name)))
            .toList();
    RAFT raft = new RAFT().raftId(node).members(voters.names()).logDir(voters.folder().toString());
    JChannel channel =
        new JChannel(
            tcp,
            new TCPPING().setInitialHosts(others).setPortRange(0),
            new MERGE3(),
            new FD_SOCK2().setBindAddress(loopback).setOffset(1).setPortRange(0),
            new FD_ALL3().setTimeout(silence.toMillis()).setInterval(silence.toMillis() / 4),
            new VERIFY_SUSPECT2().setTimeout(silence.toMillis() / 4),
            new NAKACK2().useMcastXmit(false),
            new UNICAST3(),
            new STABLE(),
            new NO_DUPES(),
            new GMS().printLocalAddress(false),
            new FRAG2(),
            new ELECTION(),
            raft,
            new REDIRECT());
    channel.name(node);
    Told told = new Told(duties);
    new RaftHandle(channel, new Nothing()).addRoleListener(role -> told.hear(role == Role.Leader));
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

  /** The voters agree on nothing but their leader. */
  private static final class Nothing implements StateMachine {
    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
      return new byte[0];
    }

    @Override
    public void readContentFrom(DataInput in) {}

    @Override
    public void writeContentTo(DataOutput out) {}
  }
}
