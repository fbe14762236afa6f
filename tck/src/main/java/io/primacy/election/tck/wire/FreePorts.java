package io.primacy.election.tck.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Ports of loopback for servers that are stopped and started again on the same one.
 *
 * <p>Nobody listens on them now. The system does not give them to outgoing connections, where it
 * tells which it gives (Linux does). And no other process that asks here is given the same while
 * this one lives: each port has a byte of one file of the user's, which is locked.
 */
public final class FreePorts {

  private static final Path GIVEN_TO_CLIENTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int ATTEMPTS = 1000;
  private static final FileChannel LOCKS = open();

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

  /** Whether nobody listens on it. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /* One that is locked in vain stays so until this process ends: there are enough. */
  static boolean take(int first, int length) {
    for (int port = first; port < first + length; port++) {
      if (!isFree(port) || !lock(port)) {
        return false;
      }
    }
    return true;
  }

  private static boolean lock(int port) {
    try {
      return LOCKS.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PortRange range() {
    try (Stream<String> lines = Files.lines(GIVEN_TO_CLIENTS)) { // Read at once, or it is cut off.
      return PortRange.outside(lines.findFirst().orElse(""));
    } catch (IOException e) {
      return PortRange.USUAL;
    }
  }

  private static FileChannel open() {
    String user = System.getProperty("user.name"); // The file of another can not be written.
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "primacy-ports-of-" + user);
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
