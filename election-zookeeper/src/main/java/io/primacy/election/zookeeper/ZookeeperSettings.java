package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ClientX509Util;
import org.apache.zookeeper.common.PathUtils;
import org.apache.zookeeper.common.X509Util;
import org.apache.zookeeper.data.ACL;

/** What can be configured below {@code election.zookeeper.}, and what it means for the client. */
final class ZookeeperSettings {

  private static final String CONNECT_FORM =
      "write host:port,host:port without spaces, with /path behind it for a chroot";
  private static final String PATH_FORM =
      "write an absolute path without a slash at its end, for example /primacy";
  private static final String ACCESS_FORM = "write open or creator";

  static final Setting<String> CONNECT =
      Setting.of(
          "connect",
          "the ensemble, as host:port,host:port, with /path behind it for a chroot",
          CONNECT_FORM,
          ZookeeperSettings::connect);

  static final Setting<String> ROOT =
      Setting.of("root", "the path everything is kept below", PATH_FORM, ZookeeperSettings::path)
          .withDefault("/primacy");

  static final Setting<Duration> SESSION_TIMEOUT =
      Setting.duration(
              "session-timeout",
              "how long a connection may be silent, times 1.5, before another server is tried; by"
                  + " default half the lease, 1 s to 20 s")
          .checked(ZookeeperSettings::requireMilliseconds)
          .optional();

  static final Setting<Duration> CONNECTION_TIMEOUT =
      Setting.duration(
              "connection-timeout", "how long to wait for a first connection before saying so")
          .checked(ZookeeperSettings::requireMilliseconds)
          .withDefault(Duration.ofSeconds(15));

  static final Setting<String> AUTH_SCHEME =
      Setting.text("auth-scheme", "how auth is to be understood").withDefault("digest");

  static final Setting<String> AUTH =
      Setting.text("auth", "the credentials, for digest as user:password").secret().optional();

  static final Setting<Access> ACL =
      Setting.of(
              "acl",
              "who may use what is created: open for everybody, creator for its creator only",
              ACCESS_FORM,
              ZookeeperSettings::access)
          .withDefault(Access.OPEN);

  static final Setting<Boolean> TLS =
      Setting.flag("tls", "whether to speak TLS with the servers").withDefault(false);

  static final Setting<String> TLS_KEYSTORE =
      Setting.text("tls-keystore", "the file with this client's key").optional();

  static final Setting<String> TLS_KEYSTORE_PASSWORD =
      Setting.text("tls-keystore-password", "the password of tls-keystore").secret().optional();

  static final Setting<String> TLS_TRUSTSTORE =
      Setting.text("tls-truststore", "the file with the certificates to trust").optional();

  static final Setting<String> TLS_TRUSTSTORE_PASSWORD =
      Setting.text("tls-truststore-password", "the password of tls-truststore").secret().optional();

  static final Setting<Boolean> ENSEMBLE_TRACKER =
      Setting.flag("ensemble-tracker", "whether to follow servers that join and leave")
          .withDefault(false);

  static final Setting<String> CLIENT =
      Setting.passThrough("client", "a property of ZooKeeper's client, as it stands");

  static final List<Setting<?>> ALL =
      List.of(
          CONNECT,
          ROOT,
          SESSION_TIMEOUT,
          CONNECTION_TIMEOUT,
          AUTH_SCHEME,
          AUTH,
          ACL,
          TLS,
          TLS_KEYSTORE,
          TLS_KEYSTORE_PASSWORD,
          TLS_TRUSTSTORE,
          TLS_TRUSTSTORE_PASSWORD,
          ENSEMBLE_TRACKER,
          CLIENT);

  private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
  private static final Duration LONGEST_SESSION = Duration.ofSeconds(20);

  private ZookeeperSettings() {}

  /** Who may use the znodes made here. */
  enum Access {
    OPEN,
    CREATOR;

    List<ACL> acl() {
      return this == OPEN ? Ids.OPEN_ACL_UNSAFE : Ids.CREATOR_ALL_ACL;
    }
  }

  /*
   * A client gives a silent server up after two thirds of its session timeout. Half the lease thus
   * leaves a leader two thirds of the lease to renew through another server.
   */
  static Duration sessionTimeout(BackendContext context) {
    return context
        .settings()
        .find(SESSION_TIMEOUT)
        .orElseGet(() -> within(context.lease().dividedBy(2)));
  }

  static ZKClientConfig clientConfig(BackendContext context) {
    Settings settings = context.settings();
    ZKClientConfig config = new ZKClientConfig();
    // Only closing waits for an answer; everything else is asynchronous and timed by us.
    long half = Math.max(1, context.callTimeout().toMillis() / 2);
    config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Long.toString(half));
    if (settings.get(TLS)) {
      config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
      config.setProperty(
          ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET,
          "org.apache.zookeeper.ClientCnxnSocketNetty");
      try (X509Util names = new ClientX509Util()) {
        copy(settings, TLS_KEYSTORE, config, names.getSslKeystoreLocationProperty());
        copy(settings, TLS_KEYSTORE_PASSWORD, config, names.getSslKeystorePasswdProperty());
        copy(settings, TLS_TRUSTSTORE, config, names.getSslTruststoreLocationProperty());
        copy(settings, TLS_TRUSTSTORE_PASSWORD, config, names.getSslTruststorePasswdProperty());
      }
    }
    settings.below(CLIENT).forEach(config::setProperty);
    return config;
  }

  /**
   * Checks what no single setting can tell.
   *
   * @throws BackendException when the backend can not work with these settings
   */
  static void requireConsistent(Settings settings) {
    boolean tlsFiles =
        settings.find(TLS_KEYSTORE).isPresent() || settings.find(TLS_TRUSTSTORE).isPresent();
    if (tlsFiles && !settings.get(TLS)) {
      throw new BackendException(
          "election.zookeeper.tls-keystore or tls-truststore is given, but election.zookeeper.tls"
              + " is false. Set election.zookeeper.tls = true, or leave the stores out.");
    }
  }

  private static void copy(
      Settings settings, Setting<String> setting, ZKClientConfig config, String property) {
    settings.find(setting).ifPresent(value -> config.setProperty(property, value));
  }

  private static Duration within(Duration duration) {
    if (duration.compareTo(SHORTEST_SESSION) < 0) {
      return SHORTEST_SESSION;
    }
    return duration.compareTo(LONGEST_SESSION) > 0 ? LONGEST_SESSION : duration;
  }

  private static String connect(String raw) {
    if (raw.isEmpty() || raw.startsWith("/") || raw.contains(" ")) {
      throw new IllegalArgumentException(CONNECT_FORM);
    }
    try {
      if (!new ConnectStringParser(raw).getServerAddresses().isEmpty()) {
        return raw;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(CONNECT_FORM, e);
    }
    throw new IllegalArgumentException(CONNECT_FORM);
  }

  private static String path(String raw) {
    try {
      PathUtils.validatePath(raw);
      return raw;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PATH_FORM, e);
    }
  }

  private static Access access(String raw) {
    return switch (raw) {
      case "open" -> Access.OPEN;
      case "creator" -> Access.CREATOR;
      default -> throw new IllegalArgumentException(ACCESS_FORM);
    };
  }

  private static void requireMilliseconds(Duration duration) {
    if (duration.isZero() || duration.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("write more than 0 ms and less than 24 days");
    }
  }
}
