package io.primacy.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy, configured as the example is, in front of two nodes. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HaproxyTest {

  private static final Path CONFIGURATION = Path.of("..", "docs", "examples", "haproxy.cfg");

  @TempDir Path directory;

  private int front;

  @Test
  void trafficFollowsTheActiveNodeAndStopsWhenThereIsNone() throws Exception {
    front = Nodes.freePort();
    try (Nodes nodes = Nodes.start(directory);
        Service one = new Service("n1");
        Service two = new Service("n2")) {
      Process haproxy = haproxy(nodes, one, two);
      try {
        String first = nodes.awaitLeader();
        String second = Nodes.other(first);
        Nodes.await("traffic to " + first, () -> whoAnswers().equals(first));
        for (int i = 0; i < 20; i++) {
          assertEquals(first, whoAnswers());
        }

        try (Socket session = connect()) {
          assertEquals(first, reader(session).readLine());
          nodes.handOver(second);
          Nodes.await("traffic to " + second, () -> whoAnswers().equals(second));
          session.setSoTimeout(30_000);
          assertEquals(
              -1, session.getInputStream().read(), "the session to " + first + " is ended");
        }
        for (int i = 0; i < 20; i++) {
          assertEquals(second, whoAnswers());
        }
        assertEquals(503, nodes.status(first, "/leader"));

        nodes.kill(second);
        Nodes.await("traffic to " + first, () -> whoAnswers().equals(first));

        nodes.kill(Nodes.WITNESS);
        Nodes.await("no traffic to anybody", () -> whoAnswers().isEmpty());
        assertEquals(503, nodes.status(first, "/leader"));
        for (int i = 0; i < 20; i++) {
          assertEquals("", whoAnswers());
        }
        assertTrue(haproxy.isAlive());
      } finally {
        haproxy.destroy();
        haproxy.waitFor();
      }
    }
  }

  private Process haproxy(Nodes nodes, Service one, Service two) throws IOException {
    Path log = directory.resolve("haproxy.log");
    ProcessBuilder builder =
        new ProcessBuilder("haproxy", "-db", "-f", CONFIGURATION.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("FRONT", "127.0.0.1:" + front);
    environment.put("N1_SERVICE", one.address());
    environment.put("N2_SERVICE", two.address());
    for (String name : Nodes.NODES) {
      environment.put(name.toUpperCase(java.util.Locale.ROOT) + "_CHECK_HOST", "127.0.0.1");
      environment.put(
          name.toUpperCase(java.util.Locale.ROOT) + "_CHECK_PORT",
          Integer.toString(nodes.port(name)));
    }
    Process haproxy = builder.start();
    try {
      Nodes.await(
          "HAProxy listens",
          () -> {
            assertTrue(haproxy.isAlive(), () -> text(log));
            try (Socket socket = connect()) {
              return socket.isConnected();
            } catch (IOException e) {
              return false;
            }
          });
    } catch (Exception e) {
      haproxy.destroyForcibly();
      throw new IOException(e);
    }
    return haproxy;
  }

  /* The node whose service a new client is sent to; empty if it is sent to none. */
  private String whoAnswers() throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(10_000);
      String name = reader(socket).readLine();
      return name == null ? "" : name;
    } catch (java.net.SocketException reset) {
      return "";
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), front);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
