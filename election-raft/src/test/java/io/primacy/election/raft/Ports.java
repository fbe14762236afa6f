package io.primacy.election.raft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on now: three in a row for each voter. Those of a voter that is stopped
 * for a while are free, too: so none is given twice, and two processes of one build give others.
 */
final class Ports {

  private static final int FIRST = 20_000;
  private static final int EACH = 6_000; // Ends below what the system gives to clients.
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  static List<Integer> forVoters(int count) {
    int first = FIRST + EACH * (Integer.getInteger("tests.fork", 1) % 2);
    List<Integer> found = new ArrayList<>();
    while (found.size() < count) {
      int port = first + 3 * ThreadLocalRandom.current().nextInt(EACH / 3);
      if (GIVEN.add(port) && isFree(port) && isFree(port + 1) && isFree(port + 2)) {
        found.add(port);
      }
    }
    return found;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
