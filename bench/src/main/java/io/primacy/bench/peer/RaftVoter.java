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
import org.jgroups.raft.StateMachine;

/**
 * A voter of JGroups-raft, in the stack that the library brings along, with TCP on loopback instead
 * of multicast, and times by the session's.
 */
public final class RaftVoter {

  private RaftVoter() {}

  /**
   * Not connected yet.
   *
   * @param syncs whether it waits for its disk before it acknowledges
   */
  public static JChannel channel(Voters voters, String node, Duration session, boolean syncs)
      throws Exception {
    long silence = Voters.silence(session).toMillis();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    TCP tcp = new TCP();
    tcp.setBindAddress(loopback).setBindPort(voters.port(node));
    tcp.setPortRange(0);
    List<InetSocketAddress> all =
        voters.names().stream()
            .map(name -> new InetSocketAddress(loopback, voters.port(name)))
            .toList();
    RAFT raft = new RAFT().raftId(node).members(voters.names());
    raft.logDir(voters.folder().toString()).logUseFsync(syncs);
    JChannel channel =
        new JChannel(
            tcp,
            new TCPPING().setInitialHosts(all).setPortRange(0),
            new MERGE3(),
            new FD_SOCK2().setBindAddress(loopback).setOffset(1).setPortRange(0),
            new FD_ALL3().setTimeout(silence).setInterval(silence / 4),
            new VERIFY_SUSPECT2().setTimeout(silence / 4),
            new NAKACK2().useMcastXmit(false),
            new UNICAST3(),
            new STABLE(),
            new NO_DUPES(),
            new GMS().printLocalAddress(false),
            new FRAG2(),
            new ELECTION(),
            raft,
            new REDIRECT());
    return channel.name(node);
  }

  /** For voters that agree on a log, or a leader, and on nothing else. */
  public static StateMachine keepingNothing() {
    return new StateMachine() {
      @Override
      public byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
        return new byte[0];
      }

      @Override
      public void readContentFrom(DataInput in) {}

      @Override
      public void writeContentTo(DataOutput out) {}
    };
  }
}
