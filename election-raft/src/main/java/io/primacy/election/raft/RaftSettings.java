package io.primacy.election.raft;

import io.primacy.election.Names;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be configured below {@code election.raft.}. */
final class RaftSettings {

  private static final String MEMBERS_FORM =
      "write all voters as id=host:port, separated by commas, each id and each address once";

  static final Setting<List<Peer>> MEMBERS =
      Setting.of(
              "members",
              "all voters, as n1=host:port,n2=host:port; each takes that port and the two above",
              MEMBERS_FORM,
              RaftSettings::members)
          .optional();

  static final Setting<String> ID =
      Setting.text("id", "which of the members this is; by default the node's name").optional();

  static final Setting<Role> ROLE =
      Setting.of(
              "role",
              "voter or client; by default voter when the node is among the members",
              "write voter or client",
              Role::parse)
          .optional();

  static final Setting<List<Endpoint>> CONNECT =
      Setting.of(
              "connect",
              "where a client reaches voters, as host:port,host:port; by default two ports above"
                  + " each of the members",
              "write host:port, separated by commas",
              raw -> split(raw).stream().map(Endpoint::parse).toList())
          .optional();

  static final Setting<String> CLUSTER =
      Setting.text("cluster", "a name that keeps this cluster apart from others")
          .checked(name -> Names.requireValid("cluster", name))
          .withDefault("primacy");

  static final Setting<String> LOG_DIR =
      Setting.text("log-dir", "the directory a voter keeps its log in").optional();

  static final Setting<String> BIND =
      Setting.text(
              "bind", "the local address a voter listens on; by default its address as a member")
          .optional();

  static final Setting<Boolean> ALLOW_TWO_VOTERS =
      Setting.flag("allow-two-voters", "whether two voters without a witness will do")
          .withDefault(false);

  static final Setting<Integer> SNAPSHOT_AFTER =
      Setting.integer("snapshot-after", "the bytes of log after which a snapshot is taken")
          .checked(RaftSettings::requireSensibleSize)
          .withDefault(1024 * 1024);

  static final Setting<Duration> FAILURE_TIMEOUT =
      Setting.duration(
              "failure-timeout",
              "how long a voter may be silent; by default a quarter of the lease, 500 ms to 10 s")
          .checked(RaftSettings::requireSensibleTimeout)
          .optional();

  static final Setting<String> CONFIG_FILE =
      Setting.text("config-file", "a JGroups stack of your own, as XML").optional();

  static final Setting<String> TLS_KEYSTORE =
      Setting.text("tls-keystore", "the PKCS #12 file with this process' key").optional();

  static final Setting<String> TLS_KEYSTORE_PASSWORD =
      Setting.text("tls-keystore-password", "the password of tls-keystore").secret().optional();

  static final Setting<String> TLS_TRUSTSTORE =
      Setting.text("tls-truststore", "the PKCS #12 file with the certificates to trust").optional();

  static final Setting<String> TLS_TRUSTSTORE_PASSWORD =
      Setting.text("tls-truststore-password", "the password of tls-truststore").secret().optional();

  static final List<Setting<?>> ALL =
      List.of(
          MEMBERS,
          ID,
          ROLE,
          CONNECT,
          CLUSTER,
          LOG_DIR,
          BIND,
          ALLOW_TWO_VOTERS,
          SNAPSHOT_AFTER,
          FAILURE_TIMEOUT,
          CONFIG_FILE,
          TLS_KEYSTORE,
          TLS_KEYSTORE_PASSWORD,
          TLS_TRUSTSTORE,
          TLS_TRUSTSTORE_PASSWORD);

  private static final Duration SHORTEST_FAILURE = Duration.ofMillis(500);
  private static final Duration LONGEST_FAILURE = Duration.ofSeconds(10);
  private static final int SMALLEST_SNAPSHOT = 1024;

  private RaftSettings() {}

  /** What a process is to the cluster. */
  enum Role {
    VOTER,
    CLIENT;

    private static Role parse(String raw) {
      return switch (raw) {
        case "voter" -> VOTER;
        case "client" -> CLIENT;
        default -> throw new IllegalArgumentException("write voter or client");
      };
    }
  }

  /**
   * The voter this process is; empty when it is a client.
   *
   * @throws BackendException when the settings contradict each other
   */
  static Optional<Peer> self(Settings settings, String node) {
    List<Peer> members = settings.find(MEMBERS).orElse(List.of());
    String id = settings.find(ID).orElse(node);
    Optional<Peer> self = members.stream().filter(peer -> peer.id().equals(id)).findFirst();
    Role role =
        settings
            .find(ROLE)
            .orElse(self.isPresent() || settings.find(ID).isPresent() ? Role.VOTER : Role.CLIENT);
    if (role == Role.CLIENT && settings.find(ROLE).isEmpty()) {
      requireNoLog(settings, id, members);
    }
    if (role == Role.CLIENT) {
      requireReachable(settings, members);
      return Optional.empty();
    }
    if (self.isEmpty()) {
      throw new BackendException(
          "Asked to be the voter "
              + id
              + "; election.raft.members names "
              + members
              + ". Add it there, correct election.raft.id, or set election.raft.role = client.");
    }
    requireQuorumThatHelps(settings, members);
    if (settings.find(LOG_DIR).isEmpty()) {
      throw new BackendException(
          "Asked to be the voter "
              + id
              + "; there is no directory to keep its log in. Set election.raft.log-dir to one that"
              + " outlives the process and the machine's restart.");
    }
    return self;
  }

  static List<Endpoint> endpoints(Settings settings) {
    return settings
        .find(CONNECT)
        .orElseGet(
            () -> settings.find(MEMBERS).orElse(List.of()).stream().map(Peer::clients).toList());
  }

  static Duration failureTimeout(Settings settings, Duration lease) {
    return settings
        .find(FAILURE_TIMEOUT)
        .orElseGet(() -> within(lease.dividedBy(4), SHORTEST_FAILURE, LONGEST_FAILURE));
  }

  private static void requireReachable(Settings settings, List<Peer> members) {
    if (members.isEmpty() && settings.find(CONNECT).isEmpty()) {
      throw new BackendException(
          "Asked to use the voters as a client; none is named. Set election.raft.members, or"
              + " election.raft.connect.");
    }
  }

  /* Rather a misspelt name than a client: its vote would be missed only when it is needed. */
  private static void requireNoLog(Settings settings, String id, List<Peer> members) {
    if (settings.find(LOG_DIR).isPresent()) {
      throw new BackendException(
          "Asked to keep a log as "
              + id
              + "; election.raft.members names "
              + members
              + ". Add it there, correct election.node or election.raft.id, or leave"
              + " election.raft.log-dir out for a client.");
    }
  }

  private static void requireQuorumThatHelps(Settings settings, List<Peer> members) {
    if (members.size() == 2 && !settings.get(ALLOW_TWO_VOTERS)) {
      throw new BackendException(
          "Asked to run two voters; both are a majority only together, so losing either stops"
              + " everything. Add a witness (./primacy witness) as the third of"
              + " election.raft.members, or set election.raft.allow-two-voters = true if that is"
              + " what you want.");
    }
  }

  private static List<Peer> members(String raw) {
    List<Peer> peers = split(raw).stream().map(RaftSettings::peer).toList();
    long ids = peers.stream().map(Peer::id).distinct().count();
    long addresses = peers.stream().map(Peer::clients).distinct().count();
    if (peers.isEmpty() || ids != peers.size() || addresses != peers.size()) {
      throw new IllegalArgumentException(MEMBERS_FORM);
    }
    return peers;
  }

  private static Peer peer(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException(MEMBERS_FORM);
    }
    Endpoint at = Endpoint.parse(text.substring(equals + 1).strip());
    String id = text.substring(0, equals).strip();
    Names.requireValid("id", id);
    return new Peer(id, at.host(), at.port());
  }

  private static List<String> split(String raw) {
    return new ArrayList<>(
        Arrays.stream(raw.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList());
  }

  private static void requireSensibleSize(int bytes) {
    if (bytes < SMALLEST_SNAPSHOT) {
      throw new IllegalArgumentException("write at least " + SMALLEST_SNAPSHOT);
    }
  }

  private static void requireSensibleTimeout(Duration timeout) {
    if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("write 100ms to 5m");
    }
  }

  private static Duration within(Duration duration, Duration least, Duration most) {
    if (duration.compareTo(least) < 0) {
      return least;
    }
    return duration.compareTo(most) > 0 ? most : duration;
  }
}
