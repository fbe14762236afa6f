package io.primacy.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The service beside a node, as a balancer sees it: says the node's name and keeps the connection.
 * It always listens, so that only the balancer's check keeps traffic from it.
 */
final class Service implements AutoCloseable {

  private final String name;
  private final ServerSocket socket;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  Service(String name) throws IOException {
    this.name = name;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "service-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        accepted.add(client);
        client.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // The client has gone, or the service closes.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : accepted) {
      client.close();
    }
  }
}
