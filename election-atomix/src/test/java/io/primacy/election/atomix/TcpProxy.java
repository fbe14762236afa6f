package io.primacy.election.atomix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between a client and a server that can lose what goes over it. */
final class TcpProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private volatile boolean swallowRequests;
  private volatile boolean swallowAnswers;

  TcpProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  String connect() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Loses everything in both directions, on connections that stay open. */
  void swallowAll() {
    swallowRequests = true;
    swallowAnswers = true;
  }

  /** Loses what the server says. */
  void swallowAnswers() {
    swallowAnswers = true;
  }

  /** Breaks all connections, and lets the next ones through. */
  void heal() {
    swallowRequests = false;
    swallowAnswers = false;
    sockets.forEach(TcpProxy::closeQuietly);
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    heal();
  }

  private void accept() throws IOException {
    while (!listening.isClosed()) {
      Socket client = listening.accept();
      try {
        connect(client);
      } catch (IOException e) {
        // The server is down, and so is this wire.
        client.close();
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(client);
    sockets.add(server);
    start("requests", () -> pump(client, server, true));
    start("answers", () -> pump(server, client, false));
  }

  private void pump(Socket from, Socket to, boolean requests) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[64 * 1024];
      int count = in.read(buffer);
      while (count >= 0) {
        if (!(requests ? swallowRequests : swallowAnswers)) {
          out.write(buffer, 0, count);
          out.flush();
        }
        count = in.read(buffer);
      }
    }
  }

  private static void start(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException e) {
                // One side is gone: so is this wire.
              }
            },
            "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  private interface Body {
    void run() throws IOException;
  }
}
