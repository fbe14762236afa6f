package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.utils.net.Address;

/** A voter as it is configured: who, and where it listens to everybody. */
record Peer(String id, String host, int port) {

  private static final int LAST_PORT = 65535;

  /**
   * Reads {@code id=host:port}, where the host may be {@code [::1]}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Peer parse(String text) {
    int equals = text.indexOf('=');
    String id = equals > 0 ? text.substring(0, equals).strip() : "";
    Peer at = at(id, text.substring(equals + 1).strip());
    if (id.isEmpty()) {
      throw new IllegalArgumentException("write id=host:port, not " + text);
    }
    return at;
  }

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Peer at(String id, String address) {
    int colon = address.lastIndexOf(':');
    String host = colon > 0 ? address.substring(0, colon).strip() : "";
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port;
    try {
      port = Integer.parseInt(address.substring(colon + 1).strip());
    } catch (NumberFormatException e) {
      port = 0;
    }
    if (host.isEmpty() || port <= 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("write host:port, not " + address);
    }
    return new Peer(id, host, port);
  }

  MemberId member() {
    return MemberId.from(id);
  }

  Address address() {
    return Address.from(host, port);
  }

  String where() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return id + "=" + where();
  }
}
