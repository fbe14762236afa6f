package io.primacy.election.raft;

/** Where a voter listens to clients. */
record Endpoint(String host, int port) {

  private static final int LAST_PORT = 65535;

  /**
   * Reads {@code host:port}, where the host may be {@code [::1]}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon > 0 ? text.substring(0, colon).strip() : "";
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port;
    try {
      port = Integer.parseInt(text.substring(colon + 1).strip());
    } catch (NumberFormatException e) {
      port = 0;
    }
    if (host.isEmpty() || port <= 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("write host:port, not " + text);
    }
    return new Endpoint(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
