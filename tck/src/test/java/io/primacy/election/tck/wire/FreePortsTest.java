package io.primacy.election.tck.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FreePortsTest {

  @Test
  void theLargerPartThatIsNotGivenToClients() {
    assertEquals(new PortRange(10_000, 32_767), PortRange.outside("32768\t60999\n"));
    assertEquals(new PortRange(10_000, 15_999), PortRange.outside("16000\t65535\n"));
    assertEquals(new PortRange(40_001, 65_535), PortRange.outside("11000 40000"));
  }

  @Test
  void theUsualOnesWhereNearlyAllAreGiven() {
    assertEquals(PortRange.USUAL, PortRange.outside("1024\t65000\n"));
    assertEquals(PortRange.USUAL, PortRange.outside(""));
  }

  @Test
  void noPortIsGivenTwice() {
    Set<Integer> all = new HashSet<>();
    List<Integer> rows = FreePorts.inRows(50, 3);
    rows.forEach(first -> all.addAll(List.of(first, first + 1, first + 2)));
    for (int i = 0; i < 50; i++) {
      all.add(FreePorts.one());
    }
    assertEquals(200, all.size());
  }

  @Test
  void whatWasGivenIsNotGivenAgain() {
    int port = FreePorts.one();
    assertFalse(FreePorts.take(port, 1), "given, though nobody listens yet");
    assertFalse(FreePorts.take(port - 2, 3), "the last of a row");
  }

  /** Told by another process, which asks for all that this one was given. */
  @Test
  void whatAnotherProcessWasGivenIsLeftToIt() throws Exception {
    List<Integer> given = FreePorts.inRows(3, 3);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Asks.class.getName()));
    given.forEach(port -> command.add(port.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("false false false, but another", said.strip());
  }

  /** Says of each port it is asked about whether it was given that. */
  static final class Asks {

    private Asks() {}

    public static void main(String[] ports) {
      String takes =
          Stream.of(ports)
              .map(port -> String.valueOf(FreePorts.take(Integer.parseInt(port), 1)))
              .collect(Collectors.joining(" "));
      boolean another = !List.of(ports).contains(String.valueOf(FreePorts.one()));
      System.out.println(takes + (another ? ", but another" : ", and one of these"));
    }
  }

  @Test
  void aPortWithAListenerIsNotFree() throws Exception {
    int port = FreePorts.one();
    assertTrue(FreePorts.isFree(port));
    try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertFalse(FreePorts.isFree(listener.getLocalPort()));
    }
  }
}
