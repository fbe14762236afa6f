package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EndpointTest {

  /** Twice as many as the system has to choose from. */
  private static final int ATTEMPTS = 130_000;

  @Test
  void aConnectionThatReachesItselfReachesNobody() throws Exception {
    Endpoint nobody = new Endpoint("127.0.0.1", aPortThatIsGivenToClients());
    int refused = 0;
    boolean itself = false;
    while (!itself && refused < ATTEMPTS) {
      String answer =
          assertThrows(ConnectException.class, () -> nobody.connect(Optional.empty(), 1000))
              .getMessage();
      itself = answer.contains("itself");
      refused++;
    }

    assertTrue(itself, "the kernel never chose the port, so nothing was shown");
    try (ServerSocket voter = new ServerSocket()) {
      voter.bind(nobody.address()); // No longer taken.
      assertEquals(nobody.port(), voter.getLocalPort());
    }
  }

  @Test
  void aListenerIsReached() throws Exception {
    try (ServerSocket voter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket =
            new Endpoint("127.0.0.1", voter.getLocalPort()).connect(Optional.empty(), 1000)) {
      assertNotEquals(socket.getLocalPort(), socket.getPort());
    }
  }

  /* Linux prefers even ones for outgoing connections, and odd ones when asked for any. */
  private static int aPortThatIsGivenToClients() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int even = socket.getLocalPort() / 2 * 2;
        if (even == socket.getLocalPort() || FreePorts.isFree(even)) {
          return even;
        }
      }
    }
  }
}
