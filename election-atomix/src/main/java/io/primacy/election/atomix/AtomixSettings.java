package io.primacy.election.atomix;

import io.primacy.election.Names;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be configured below {@code election.atomix.}. */
final class AtomixSettings {

  private static final String MEMBERS_FORM =
      "write all voters as id=host:port, separated by commas, each id and each address once";

  static final Setting<List<Peer>> MEMBERS =
      Setting.of(
          "members",
          "all voters, as n1=host:port,n2=host:port,w=host:port",
          MEMBERS_FORM,
          AtomixSettings::members);

  static final Setting<String> ID =
      Setting.text("id", "which of the members this is; by default the node's name").optional();

  static final Setting<Role> ROLE =
      Setting.of(
              "role",
              "voter or client; by default voter when the node is among the members",
              "write voter or client",
              Role::parse)
          .optional();

  static final Setting<String> CLUSTER =
      Setting.text("cluster", "a name that keeps this cluster apart from others")
          .checked(name -> Names.requireValid("cluster", name))
          .withDefault("primacy");

  static final Setting<String> DATA_DIR =
      Setting.text("data-dir", "the directory a voter keeps its log in").optional();

  static final Setting<String> BIND =
      Setting.text(
              "bind", "the local address to listen on; by default a voter's address as a member")
          .optional();

  static final Setting<Peer> ADDRESS =
      Setting.of(
              "address",
              "where voters send hints to this client, as host:port; by default a free port at the"
                  + " address that leads to the first of the members",
              "write host:port",
              raw -> Peer.at("client", raw))
          .optional();

  static final Setting<Boolean> ALLOW_TWO_VOTERS =
      Setting.flag("allow-two-voters", "whether two voters without a witness will do")
          .withDefault(false);

  static final Setting<Integer> SEGMENT_SIZE =
      Setting.integer(
              "segment-size", "the bytes of log in one file; full ones give way to a snapshot")
          .checked(AtomixSettings::requireSensibleSize)
          .withDefault(4 * 1024 * 1024);

  static final Setting<Duration> FAILURE_TIMEOUT =
      Setting.duration(
              "failure-timeout",
              "how long the leader of the voters may be silent; by default a sixth of the lease,"
                  + " 400 ms to 5 s")
          .checked(AtomixSettings::requireSensibleTimeout)
          .optional();

  static final Setting<Duration> SESSION_TIMEOUT =
      Setting.duration(
              "session-timeout",
              "how long voters keep the results of a process that went away; proves nothing")
          .checked(AtomixSettings::requireSensibleTimeout)
          .withDefault(Duration.ofSeconds(10));

  static final Setting<Duration> POLL =
      Setting.duration(
              "poll",
              "how often to look for changes that no hint told of; by default half the lease,"
                  + " 500 ms to 5 s")
          .checked(AtomixSettings::requireSensibleTimeout)
          .optional();

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
          CLUSTER,
          DATA_DIR,
          BIND,
          ADDRESS,
          ALLOW_TWO_VOTERS,
          SEGMENT_SIZE,
          FAILURE_TIMEOUT,
          SESSION_TIMEOUT,
          POLL,
          TLS_KEYSTORE,
          TLS_KEYSTORE_PASSWORD,
          TLS_TRUSTSTORE,
          TLS_TRUSTSTORE_PASSWORD);

  /** A record of the greatest length the SPI allows, its name, and what the library adds. */
  static final int LARGEST_ENTRY = 80 * 1024;

  private static final int SMALLEST_SEGMENT = 128 * 1024;
  private static final int LARGEST_SEGMENT = 1024 * 1024 * 1024;

  private AtomixSettings() {}

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
    List<Peer> members = settings.get(MEMBERS);
    String id = settings.find(ID).orElse(node);
    Optional<Peer> self = members.stream().filter(peer -> peer.id().equals(id)).findFirst();
    Role role =
        settings
            .find(ROLE)
            .orElse(self.isPresent() || settings.find(ID).isPresent() ? Role.VOTER : Role.CLIENT);
    if (role == Role.CLIENT) {
      if (settings.find(ROLE).isEmpty()) {
        requireNoLog(settings, id, members);
      }
      return Optional.empty();
    }
    if (self.isEmpty()) {
      throw new BackendException(
          "Asked to be the voter "
              + id
              + "; election.atomix.members names "
              + members
              + ". Add it there, correct election.atomix.id, or set election.atomix.role = client.");
    }
    if (members.size() == 2 && !settings.get(ALLOW_TWO_VOTERS)) {
      throw new BackendException(
          "Asked to run two voters; both are a majority only together, so losing either stops"
              + " everything. Add a witness (./primacy witness) as the third of"
              + " election.atomix.members, or set election.atomix.allow-two-voters = true if that"
              + " is what you want.");
    }
    if (settings.find(DATA_DIR).isEmpty()) {
      throw new BackendException(
          "Asked to be the voter "
              + id
              + "; there is no directory to keep its log in. Set election.atomix.data-dir to one"
              + " that outlives the process and the machine's restart.");
    }
    return self;
  }

  static Duration failureTimeout(Settings settings, Duration lease) {
    return settings
        .find(FAILURE_TIMEOUT)
        .orElseGet(() -> within(lease.dividedBy(6), Duration.ofMillis(400), Duration.ofSeconds(5)));
  }

  static Duration poll(Settings settings, Duration lease) {
    return settings
        .find(POLL)
        .orElseGet(() -> within(lease.dividedBy(2), Duration.ofMillis(500), Duration.ofSeconds(5)));
  }

  /* Rather a misspelt name than a client: its vote would be missed only when it is needed. */
  private static void requireNoLog(Settings settings, String id, List<Peer> members) {
    if (settings.find(DATA_DIR).isPresent()) {
      throw new BackendException(
          "Asked to keep a log as "
              + id
              + "; election.atomix.members names "
              + members
              + ". Add it there, correct election.node or election.atomix.id, or leave"
              + " election.atomix.data-dir out for a client.");
    }
  }

  private static List<Peer> members(String raw) {
    List<Peer> peers =
        Arrays.stream(raw.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(AtomixSettings::peer)
            .toList();
    long ids = peers.stream().map(Peer::id).distinct().count();
    long addresses = peers.stream().map(Peer::where).distinct().count();
    if (peers.isEmpty() || ids != peers.size() || addresses != peers.size()) {
      throw new IllegalArgumentException(MEMBERS_FORM);
    }
    return peers;
  }

  private static Peer peer(String text) {
    Peer peer = Peer.parse(text);
    Names.requireValid("id", peer.id());
    return peer;
  }

  private static void requireSensibleSize(int bytes) {
    if (bytes < SMALLEST_SEGMENT || bytes > LARGEST_SEGMENT) {
      throw new IllegalArgumentException(
          "write " + SMALLEST_SEGMENT + " to " + LARGEST_SEGMENT + " bytes");
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
