package io.primacy.election.node.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of the loopback address that nobody listens on now, below those the system gives away. */
final class FreePorts {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1000;

  private FreePorts() {}

  /** The first of each of some rows. */
  static List<Integer> inRows(int rows, int length) {
    List<Integer> found = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = FIRST + length * ThreadLocalRandom.current().nextInt((LAST - FIRST) / length);
      boolean free = IntStream.range(first, first + length).allMatch(FreePorts::isFree);
      if (free && !found.contains(first)) {
        found.add(first);
      }
      if (found.size() == rows) {
        return found;
      }
    }
    throw new LabException(
        "There are no free ports from " + FIRST + " to " + LAST + ". Stop what takes them all.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
