package io.primacy.election.node.health.checks;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/** Addresses as people write them: {@code host:port}, {@code [::1]:port}. */
final class Addresses {

  private static final int HIGHEST_PORT = 65_535;

  private Addresses() {}

  static InetSocketAddress parse(String text) {
    try {
      URI uri = new URI("tcp://" + text);
      int port = uri.getPort();
      boolean bare = uri.getUserInfo() == null && uri.getPath().isEmpty() && uri.getQuery() == null;
      if (uri.getHost() != null && port > 0 && port <= HIGHEST_PORT && bare) {
        return InetSocketAddress.createUnresolved(uri.getHost(), port);
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IllegalArgumentException("write host:port, the port from 1 to " + HIGHEST_PORT);
  }

  static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
