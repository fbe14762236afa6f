package io.primacy.election.tck.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on this machine that can lose, delay and cut what goes over it.
 *
 * <p>Listens on a free port of 127.0.0.1. May be used from any thread; what is asked for holds for
 * what arrives after the call.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;
  private static final long BETWEEN_DROPS_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private volatile boolean swallowsRequests;
  private volatile boolean swallowsAnswers;
  private volatile long delayNanos;
  private volatile boolean drips;

  /** A proxy before a port of 127.0.0.1. */
  public TcpProxy(int targetPort) throws IOException {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /** Where it listens, as {@code host:port}. */
  public String connect() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Loses everything in both directions, on connections that stay open. */
  public void swallowAll() {
    swallowsRequests = true;
    swallowsAnswers = true;
  }

  /** Loses what the client says. */
  public void swallowRequests() {
    swallowsRequests = true;
  }

  /** Loses what the server says. */
  public void swallowAnswers() {
    swallowsAnswers = true;
  }

  /** Makes everything late, in each direction, by so much at least and twice as much at most. */
  public void delay(Duration late) {
    delayNanos = late.toNanos();
  }

  /** Hands everything on one byte at a time, about ten thousand a second. */
  public void drip() {
    drips = true;
  }

  /** Breaks all connections; the next ones are treated like these were. */
  public void reset() {
    sockets.forEach(TcpProxy::closeQuietly);
    sockets.clear();
  }

  /** Breaks all connections, and lets the next ones through as they are. */
  public void heal() {
    swallowsRequests = false;
    swallowsAnswers = false;
    delayNanos = 0;
    drips = false;
    reset();
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
        // The server is down, and so is the way to it.
        client.close();
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(target.getAddress(), target.getPort());
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(server);
    start("requests", () -> pump(client, server, true));
    start("answers", () -> pump(server, client, false));
  }

  private void pump(Socket from, Socket to, boolean requests) throws IOException {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      int count = in.read(buffer);
      while (count >= 0) {
        pass(delayNanos);
        if (!(requests ? swallowsRequests : swallowsAnswers)) {
          handOn(out, buffer, count);
        }
        count = in.read(buffer);
      }
    } finally {
      closeBoth(from, to);
    }
  }

  private void handOn(OutputStream out, byte[] buffer, int count) throws IOException {
    int sent = 0;
    while (sent < count) {
      int some = drips ? 1 : count - sent;
      out.write(buffer, sent, some);
      out.flush();
      sent += some;
      if (drips) {
        LockSupport.parkNanos(BETWEEN_DROPS_NANOS);
      }
    }
  }

  private static void pass(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void closeBoth(Socket from, Socket to) {
    closeQuietly(from);
    closeQuietly(to);
    sockets.remove(from);
    sockets.remove(to);
  }

  private static void start(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException e) {
                // One side is gone: so is the way between them.
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
