package io.primacy.election.raft;

import java.net.InetSocketAddress;

/**
 * A voter as it is configured. It takes three ports in a row.
 *
 * @param port where the other voters talk to it; one above, its connections tell them that it
 *     lives; two above, it listens to clients
 */
record Peer(String id, String host, int port) {

  static final int LIFE_OFFSET = 1;
  static final int CLIENT_OFFSET = 2;

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  Endpoint clients() {
    return new Endpoint(host, port + CLIENT_OFFSET);
  }

  @Override
  public String toString() {
    return id + "=" + host + ":" + port;
  }
}
