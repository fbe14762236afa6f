package io.primacy.election.tck.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  void whatAnotherProcessWasGivenIsLeftToIt() throws Exception {
    int port = FreePorts.one();
    assertFalse(FreePorts.take(port, 1), "given, though nobody listens yet");
    try (DatagramSocket sign = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      assertFalse(FreePorts.take(sign.getLocalPort(), 1));
      assertFalse(FreePorts.take(sign.getLocalPort() - 2, 3), "the last of a row");
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
