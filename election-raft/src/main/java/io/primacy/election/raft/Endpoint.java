package io.primacy.election.raft;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;

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

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  /**
   * Connects to it.
   *
   * @throws ConnectException also when the connection reached only itself: that is what the kernel
   *     makes of one to a port where nobody listens, when it happens to choose that very port to
   *     come from. It would keep the port from the voter.
   */
  Socket connect(Optional<SSLContext> tls, int timeoutMillis) throws IOException {
    Socket socket = tls.isPresent() ? tls.get().getSocketFactory().createSocket() : new Socket();
    try {
      socket.connect(address(), timeoutMillis);
      if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
        socket.setSoLinger(true, 0); // Else the port would be taken for a minute.
        throw new ConnectException("Connection refused (it reached itself)");
      }
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
