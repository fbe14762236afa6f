package io.primacy.election.tck.wire;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Ports of loopback for servers that are stopped and started again on the same one.
 *
 * <p>Nobody listens on them now. The system does not give them to outgoing connections, where it
 * tells which it gives (Linux does). And no other process that asks here is given the same while
 * this one lives: a datagram socket of that number, which nothing else uses, is the sign.
 */
public final class FreePorts {

  private static final Path GIVEN_TO_CLIENTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int ATTEMPTS = 1000;
  private static final List<DatagramSocket> SIGNS = new ArrayList<>(); // Until the process ends.

  private FreePorts() {}

  /** One port. */
  public static int one() {
    return inRows(1, 1).get(0);
  }

  /**
   * Rows of ports that follow one another.
   *
   * @return the first of each row
   */
  public static synchronized List<Integer> inRows(int rows, int length) {
    PortRange range = range();
    List<Integer> found = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && found.size() < rows; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(range.first(), range.last() + 2 - length);
      if (take(first, length)) {
        found.add(first);
      }
    }
    if (found.size() < rows) {
      throw new IllegalStateException(
          "Asked for "
              + rows
              + " rows of "
              + length
              + " free ports in "
              + range
              + "; found "
              + found.size()
              + ". Stop what takes them.");
    }
    return found;
  }

  private static PortRange range() {
    try (Stream<String> lines = Files.lines(GIVEN_TO_CLIENTS)) { // Read at once, or it is cut off.
      return PortRange.outside(lines.findFirst().orElse(""));
    } catch (IOException e) {
      return PortRange.USUAL;
    }
  }

  static boolean take(int first, int length) {
    List<DatagramSocket> signs = new ArrayList<>();
    for (int port = first; port < first + length; port++) {
      if (!isFree(port) || !sign(port, signs)) {
        signs.forEach(DatagramSocket::close);
        return false;
      }
    }
    return SIGNS.addAll(signs);
  }

  private static boolean sign(int port, List<DatagramSocket> signs) {
    try {
      return signs.add(
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    } catch (SocketException e) {
      return false;
    }
  }

  /** Whether nobody listens on it. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
