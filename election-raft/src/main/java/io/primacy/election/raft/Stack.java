package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.election.BaseElection;
import org.jgroups.stack.Protocol;
import org.jgroups.util.TLS;
import org.jgroups.util.TLSClientAuth;

/**
 * The protocols between the voters, with all times in proportion to how long a voter may be silent.
 *
 * @param self which voter this is
 * @param silence how long a voter may say nothing before the others go on without it
 */
record Stack(
    Peer self, List<Peer> members, Duration silence, Settings settings, Optional<SSLContext> tls) {

  private static final int RESEND_MILLIS = 100;

  /** From the bottom to the top. */
  List<Protocol> protocols(RAFT raft, BaseElection election) {
    raft.raftId(self.id()).members(members.stream().map(Peer::id).toList());
    raft.resendInterval(RESEND_MILLIS).maxLogSize(settings.get(RaftSettings.SNAPSHOT_AFTER));
    election.voteTimeout(Math.max(200, millis(0.5)));
    Optional<String> own = settings.find(RaftSettings.CONFIG_FILE);
    return own.isPresent()
        ? StackFile.read(own.get()).protocols(raft, election)
        : typed(raft, election);
  }

  private List<Protocol> typed(RAFT raft, BaseElection election) {
    InetAddress bind = address(settings.find(RaftSettings.BIND).orElse(self.host()));
    List<Protocol> protocols = new ArrayList<>();
    protocols.add(transport(bind));
    protocols.add(
        new TCPPING()
            .setInitialHosts(members.stream().map(Peer::address).toList())
            .setPortRange(0)
            .setValue("async_discovery", true));
    protocols.add(
        new MERGE3().setValue("min_interval", millis(0.5)).setValue("max_interval", millis(1)));
    protocols.add(new FD_ALL3().setTimeout(millis(1)).setInterval(millis(0.25)));
    protocols.add(watch(bind));
    protocols.add(new VerifyByPort().setTimeout(millis(0.25)));
    protocols.add(new NAKACK2().useMcastXmit(false).setXmitInterval(RESEND_MILLIS));
    protocols.add(new UNICAST3().setXmitInterval(RESEND_MILLIS));
    protocols.add(new STABLE());
    protocols.add(new NoDuplicates());
    protocols.add(
        new GMS()
            .printLocalAddress(false)
            .setJoinTimeout(millis(0.5))
            .setLeaveTimeout(millis(0.25))
            .setMergeTimeout(millis(1))
            .setViewAckCollectionTimeout(millis(0.5))
            .setMaxJoinAttempts(3));
    protocols.add(new FRAG2());
    protocols.add(election);
    protocols.add(raft);
    return protocols;
  }

  /* It passes a view down, and then holds it up for those above while it connects. */
  private FD_SOCK2 watch(InetAddress bind) {
    return new FD_SOCK2()
        .setBindAddress(bind)
        .setOffset(Peer.LIFE_OFFSET)
        .setPortRange(0)
        .setValue("connect_timeout", (int) millis(0.5));
  }

  private TCP transport(InetAddress bind) {
    TCP tcp = new TCP();
    tcp.setBindAddress(bind);
    tcp.setBindPort(self.port());
    tcp.setPortRange(0);
    InetAddress advertised = address(self.host());
    if (!bind.equals(advertised)) {
      tcp.setExternalAddr(advertised);
    }
    tcp.setValue("sock_conn_timeout", (int) millis(0.5));
    tcp.setValue("tcp_nodelay", true);
    tls.ifPresent(context -> tcp.tls(keys(context)));
    return tcp;
  }

  private static TLS keys(SSLContext context) {
    return new TLS().enabled(true).setSSLContext(context).setClientAuth(TLSClientAuth.NEED);
  }

  private long millis(double share) {
    return Math.max(1, Math.round(silence.toMillis() * share));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new BackendException(
          "Asked to listen on "
              + host
              + "; that name has no address. Correct election.raft.members or bind.",
          e);
    }
  }
}
