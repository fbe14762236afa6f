package io.primacy.election.atomix;

import static java.util.Objects.requireNonNull;

import io.atomix.protocols.raft.partition.impl.RaftClientCommunicator;
import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.utils.serializer.Serializer;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Calls;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Settings;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The three verbs, with the patience of a caller. */
final class AtomixBackend implements ElectionBackend {

  private static final Logger LOG = System.getLogger(AtomixBackend.class.getName());

  private final String namespace;
  private final Duration callTimeout;
  private final EventLoop loop;
  private final Network network;
  private final @Nullable Voter voter;
  private final Line line;
  private final Records records;
  private final Hints hints;
  private final Calls calls;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AtomixBackend(
      BackendContext context, EventLoop loop, Network network, @Nullable Voter voter) {
    Settings settings = context.settings();
    this.namespace = context.namespace();
    this.callTimeout = context.callTimeout();
    this.loop = loop;
    this.network = network;
    this.voter = voter;
    this.hints = new Hints(loop, AtomixSettings.poll(settings, context.lease()));
    Roster roster = network.roster();
    this.line =
        new Line(
            new RaftClientCommunicator(
                Voter.GROUP, Serializer.using(RaftNamespaces.RAFT_PROTOCOL), network.courier()),
            new Rotation(
                settings.get(AtomixSettings.MEMBERS).stream().map(Peer::member).toList(),
                roster.getLocalMember().id()),
            roster.getLocalMember().id(),
            settings.get(AtomixSettings.SESSION_TIMEOUT),
            loop,
            hints);
    this.records = new Records(line);
    this.calls = new Calls(callTimeout, loop, this::found);
  }

  static AtomixBackend open(BackendContext context) {
    Optional<Peer> self = AtomixSettings.self(context.settings(), context.node());
    EventLoop loop = context.environment().newLoop("atomix-" + context.node());
    try {
      AtomixBackend backend =
          self.isPresent()
              ? openVoter(context, self.get(), loop)
              : new AtomixBackend(context, loop, openClient(context, loop), null);
      backend.line.start();
      backend.hints.start(backend.line);
      return backend;
    } catch (RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  @Override
  public CompletionStage<Optional<StoredRecord>> read(RecordKey key) {
    String path = path(key);
    return calls.follow(
        "read " + path,
        records.read(path),
        Function.identity(),
        why -> {
          throw why;
        });
  }

  @Override
  public CompletionStage<WriteOutcome> write(RecordKey key, long expectedVersion, byte[] value) {
    String path = path(key);
    return calls.follow(
        "write " + path,
        records.write(path, expectedVersion, requireNonNull(value, "value")),
        Function.identity(),
        WriteOutcome.Unknown::new);
  }

  @Override
  public Registration watch(RecordKey key, Hint hint) {
    Watch watch = new Watch(requireNonNull(hint, "hint"));
    Registration registration = hints.add(path(key), watch::tell);
    return () -> {
      watch.ended = true;
      registration.close();
    };
  }

  @Override
  public boolean votes() {
    return voter != null;
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    calls.close();
    line.close();
    Thread closer = new Thread(this::closeParts, "atomix-close");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(Math.max(1, callTimeout.toMillis()));
      if (closer.isAlive()) {
        LOG.log(Level.DEBUG, "Leaving takes longer than a call may; it ends by itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.close();
  }

  Line line() {
    return line;
  }

  @Nullable Voter voter() {
    return voter;
  }

  private void closeParts() {
    if (voter != null) {
      voter.close();
    }
    network.close();
  }

  private static AtomixBackend openVoter(BackendContext context, Peer self, EventLoop loop) {
    Settings settings = context.settings();
    DataDirectory directory = Voter.directory(settings, self);
    Network network = null;
    try {
      network =
          network(
              context,
              loop,
              Roster.ofVoter(self, settings.get(AtomixSettings.MEMBERS)),
              self.host());
      Voter voter = Voter.open(context, self, directory, network, loop);
      return new AtomixBackend(context, loop, network, voter);
    } catch (RuntimeException e) {
      if (network != null) {
        network.close();
      }
      directory.close();
      throw e;
    }
  }

  private static Network openClient(BackendContext context, EventLoop loop) {
    List<Peer> members = context.settings().get(AtomixSettings.MEMBERS);
    Peer at =
        context.settings().find(AtomixSettings.ADDRESS).orElseGet(() -> towards(members.get(0)));
    String name =
        "client-" + context.node() + "-" + Long.toHexString(context.environment().nonce());
    return network(context, loop, Roster.ofClient(name, at, members), at.host());
  }

  private static Network network(
      BackendContext context, EventLoop loop, Roster roster, String host) {
    Settings settings = context.settings();
    return Network.open(
        settings.get(AtomixSettings.CLUSTER),
        roster,
        settings.find(AtomixSettings.BIND).orElse(host),
        Tls.messaging(settings),
        context.callTimeout(),
        loop);
  }

  /* A local address from which a voter is reached, and a port that is free now. */
  private static Peer towards(Peer voter) {
    try (DatagramSocket route = new DatagramSocket()) {
      route.connect(new InetSocketAddress(voter.host(), voter.port()));
      try (ServerSocket free = new ServerSocket(0, 1, route.getLocalAddress())) {
        return new Peer("client", route.getLocalAddress().getHostAddress(), free.getLocalPort());
      }
    } catch (IOException | RuntimeException e) {
      throw new BackendException(
          "Asked for an address where voters reach this client; none leads to "
              + voter
              + ": "
              + e
              + ". Correct election.atomix.members, or set election.atomix.address = host:port.",
          e);
    }
  }

  private String found() {
    return voter == null
        ? "no voter answered for all others. A majority of the members has to run and be reachable"
        : voter.found();
  }

  private String path(RecordKey key) {
    return namespace + "/" + key.kind() + "/" + key.name();
  }

  /** One watch of a caller. */
  private static final class Watch {

    private final Hint hint;
    private volatile boolean ended;

    Watch(Hint hint) {
      this.hint = hint;
    }

    void tell(long version) {
      if (!ended) {
        hint.mayHaveChanged(version);
      }
    }
  }
}
