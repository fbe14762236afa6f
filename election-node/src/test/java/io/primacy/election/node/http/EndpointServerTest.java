package io.primacy.election.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.HttpConfig;
import io.primacy.election.node.console.Json;
import io.primacy.election.tck.wire.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndpointServerTest {

  private static final Endpoint YES =
      ask -> Answer.json(Answer.OK, Json.object().put("named", ask.election().orElse("")));
  private static final Endpoint NO = ask -> Answer.problem(Answer.UNAVAILABLE, "not now");
  private static final Endpoint BROKEN =
      ask -> {
        throw new IllegalStateException("on purpose");
      };

  private HttpConfig config;
  private EndpointServer server;
  private Web web;

  @BeforeEach
  void open() throws IOException {
    config = new HttpConfig("127.0.0.1", FreePorts.one());
    server = EndpointServer.open(config, "n1", Map.of("yes", YES, "no", NO, "broken", BROKEN));
    web = new Web(config.port());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void getTellsWhatIsSoAndWhy() throws Exception {
    Web.Reply yes = web.ask("GET", "/yes");
    assertEquals(200, yes.status());
    assertEquals("{\"named\":\"\"}\n", yes.body());
    assertEquals("application/json", yes.header("content-type"));
    assertEquals("no-store", yes.header("cache-control"));
    assertEquals("", yes.header("server"));

    Web.Reply no = web.ask("GET", "/no");
    assertEquals(503, no.status());
    assertEquals("{\"problem\":\"not now\"}\n", no.body());
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    for (String path : List.of("/yes", "/no", "/nowhere")) {
      Web.Reply get = web.ask("GET", path);
      Web.Reply head = web.ask("HEAD", path);
      assertEquals(get.status(), head.status(), path);
      assertEquals("", head.body(), path);
      assertEquals(get.header("content-type"), head.header("content-type"), path);
      assertEquals(get.header("content-length"), head.header("content-length"), path);
      assertEquals(get.body().length() + "", head.header("content-length"), path);
    }
  }

  @Test
  void optionsIsTheStatusAndWhatMayBeAsked() throws Exception {
    for (String path : List.of("/yes", "/no", "/nowhere")) {
      Web.Reply options = web.ask("OPTIONS", path);
      assertEquals(web.ask("GET", path).status(), options.status(), path);
      assertEquals("GET, HEAD, OPTIONS", options.header("allow"), path);
      assertEquals("0", options.header("content-length"), path);
      assertEquals("", options.body(), path);
    }
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
      Web.Reply refused = web.ask(method, "/yes");
      assertEquals(405, refused.status(), method);
      assertEquals("GET, HEAD, OPTIONS", refused.header("allow"), method);
    }
  }

  @Test
  void anElectionIsNamedInThePathOrAsAParameter() throws Exception {
    assertEquals("{\"named\":\"ledger\"}\n", web.ask("GET", "/yes/ledger").body());
    assertEquals("{\"named\":\"ledger\"}\n", web.ask("GET", "/yes?election=ledger").body());
    assertEquals(400, web.ask("GET", "/yes/ledger?election=ledger").status());
    assertEquals(400, web.ask("GET", "/yes?election=a&election=b").status());
    assertEquals(400, web.ask("GET", "/yes?electoin=a").status());
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIs() throws Exception {
    for (String path : List.of("/", "/nowhere", "/yes/a/b", "/YES")) {
      Web.Reply reply = web.ask("GET", path);
      assertEquals(404, reply.status(), path);
      assertEquals("{\"problem\":\"There are: /broken, /no, /yes.\"}\n", reply.body(), path);
    }
  }

  @Test
  void whatCanNotBeUnderstoodIsRefusedWithoutATrace() throws Exception {
    for (String raw :
        List.of(
            "GET /yes HTTP/1.1\r\n\r\n",
            "GET /yes HTTP/9.9\r\nHost: a\r\n\r\n",
            "nonsense\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /yes?election=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /yes HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(10_000) + "\r\n\r\n")) {
      String reply = web.raw(raw);
      assertTrue(reply.matches("(?s)HTTP/1.1 (4\\d\\d|505) .*"), raw + reply);
      assertTrue(!reply.contains("jetty") && !reply.contains("\tat "), reply);
    }
    Web.Reply broken = web.ask("GET", "/broken");
    assertEquals(500, broken.status());
    assertTrue(!broken.body().contains("on purpose"), broken.body());
    assertEquals(200, web.ask("GET", "/yes").status());
  }

  @Test
  void clientsThatStallKeepNobodyElseFromAnAnswer() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 10 * EndpointServer.MOST_THREADS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), config.port());
        stalled.add(socket);
        socket.getOutputStream().write(bytes("GET /yes HTTP/1.1\r\nHo"));
      }
      long before = System.nanoTime();
      assertEquals(200, web.ask("GET", "/yes").status());
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      // They are given up only then: who had to wait for that waited as long.
      assertTrue(took.compareTo(EndpointServer.PATIENCE) < 0, took.toString());

      stalled.get(0).setSoTimeout(3 * (int) EndpointServer.PATIENCE.toMillis());
      while (stalled.get(0).getInputStream().read() >= 0) {
        // Whatever it is told: in the end it is hung up on.
      }
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void noMoreConnectionsAreServedAtOnceThanWasSaid() throws Exception {
    List<Socket> many = new ArrayList<>();
    try {
      for (int i = 0; i < EndpointServer.MOST_CONNECTIONS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), config.port());
        many.add(socket);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(bytes("GET /yes HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals('H', socket.getInputStream().read());
      }
      assertTrue(threads().count() <= EndpointServer.MOST_THREADS);

      Socket oneMore = new Socket(InetAddress.getLoopbackAddress(), config.port());
      many.add(oneMore);
      oneMore.getOutputStream().write(bytes("GET /yes HTTP/1.1\r\nHost: a\r\n\r\n"));
      oneMore.setSoTimeout(300);
      assertThrows(SocketTimeoutException.class, () -> oneMore.getInputStream().read());
      many.get(0).close();
      oneMore.setSoTimeout(10_000);
      assertEquals('H', oneMore.getInputStream().read());
    } finally {
      for (Socket socket : many) {
        socket.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsOneClearError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertEquals(
          "primacy.http.port = "
              + port
              + ": another program listens at 127.0.0.1:"
              + port
              + ". Stop it, or write another port.",
          problem(new HttpConfig("127.0.0.1", port)));
    }
  }

  @Test
  void anAddressThatIsNotThisMachinesIsOneClearError() {
    assertEquals(
        "primacy.http.bind = 'no.such.host.invalid': no such host is known. Write an address of"
            + " this machine, or 127.0.0.1.",
        problem(new HttpConfig("no.such.host.invalid", config.port())));
    String elsewhere = problem(new HttpConfig("192.0.2.1", config.port()));
    assertTrue(elsewhere.startsWith("primacy.http: can not listen at 192.0.2.1:"), elsewhere);
  }

  @Test
  void nothingIsLeftWhenItIsClosed() throws Exception {
    server.close();
    server.close();

    try (ServerSocket free = new ServerSocket(config.port(), 1, InetAddress.getLoopbackAddress())) {
      assertTrue(free.isBound());
    }
    assertEquals(List.of(), threads().toList());
  }

  private static Stream<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("primacy-n1-http"))
        .filter(Thread::isAlive);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String problem(HttpConfig config) {
    List<String> problems =
        assertThrows(
                ConfigurationException.class,
                () -> EndpointServer.open(config, "n1", Map.of("yes", YES)).close())
            .problems();
    assertEquals(1, problems.size());
    return problems.get(0);
  }
}
