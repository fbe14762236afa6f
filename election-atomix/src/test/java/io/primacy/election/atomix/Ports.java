package io.primacy.election.atomix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on now. */
final class Ports {

  private static final int FIRST = 14_000;
  private static final int LAST = 20_000; // Below what the system gives to clients.

  private Ports() {}

  static List<Integer> free(int count) {
    List<Integer> found = new ArrayList<>();
    Set<Integer> tried = new HashSet<>();
    while (found.size() < count) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (tried.add(port) && isFree(port)) {
        found.add(port);
      }
    }
    return found;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
