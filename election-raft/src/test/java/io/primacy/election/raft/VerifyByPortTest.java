package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.tck.wire.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.DefaultThreadFactory;
import org.jgroups.util.ThreadFactory;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose ports are closed need not be waited for. */
final class VerifyByPortTest {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration EVENTUALLY = Duration.ofSeconds(20);
  private static final Duration FOR_A_WHILE = Duration.ofMillis(300);

  private final Address suspect = UUID.randomUUID();
  private final CountDownLatch passedOn = new CountDownLatch(1);
  private int port;
  private IpAddress at;
  private VERIFY_SUSPECT2 verify;

  @BeforeEach
  void findPort() throws Exception {
    port = FreePorts.inRows(1, TestVoters.PORTS_EACH).get(0);
    at = new IpAddress("127.0.0.1", port);
  }

  @AfterEach
  void end() {
    verify.stop();
    verify.destroy();
  }

  @Test
  void theLibraryWaits() throws Exception {
    suspectTo(new VERIFY_SUSPECT2());

    assertTrue(!passedOn.await(FOR_A_WHILE.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void whoseTwoPortsAreClosedIsGone() throws Exception {
    suspectTo(new VerifyByPort());

    assertTrue(passedOn.await(EVENTUALLY.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void whoListensIsWaitedFor() throws Exception {
    for (int offset : List.of(0, Peer.LIFE_OFFSET)) {
      try (ServerSocket open =
          new ServerSocket(port + offset, 1, InetAddress.getByName("127.0.0.1"))) {
        suspectTo(new VerifyByPort());

        assertTrue(!passedOn.await(FOR_A_WHILE.toMillis(), TimeUnit.MILLISECONDS), open::toString);
      }
      end();
    }
  }

  private void suspectTo(VERIFY_SUSPECT2 protocol) throws Exception {
    verify = protocol.setTimeout(NEVER.toMillis());
    verify.setDownProtocol(new Below());
    verify.setUpProtocol(new Above());
    verify.init();
    verify.up(new Event(Event.SUSPECT, List.of(suspect)));
  }

  /** Knows where the suspect was, and gets no answer from it. */
  private final class Below extends Protocol {

    @Override
    public Object down(Event event) {
      return event.getType() == Event.GET_PHYSICAL_ADDRESS ? at : null;
    }

    @Override
    public Object down(Message message) {
      return null;
    }

    @Override
    public ThreadFactory getThreadFactory() {
      return new DefaultThreadFactory("test", true);
    }
  }

  private final class Above extends Protocol {

    @Override
    public Object up(Event event) {
      if (event.getType() == Event.SUSPECT && event.<List<Address>>getArg().contains(suspect)) {
        passedOn.countDown();
      }
      return null;
    }
  }
}
