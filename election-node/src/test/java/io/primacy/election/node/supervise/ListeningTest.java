package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.config.WatchdogConfig;
import io.primacy.election.node.config.WatchdogConfig.Restarts;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a supervisor hears of a process, also when that is dead by then. */
@Timeout(30)
class ListeningTest {

  private final Vigil vigil =
      new Vigil(
          new WatchdogConfig(
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              new Restarts(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ofMinutes(1)),
              Optional.empty()),
          System.nanoTime());
  private final Listening listening = Listening.begin(vigil);

  @Test
  void whoDiedAtOnceIsHeardToTheEnd() throws Exception {
    say("run 5eed\nbeat\n");
    assertEquals(Optional.of("5eed"), listening.lastWords());
    assertNothingIsLeft();
  }

  @Test
  void whoNeverSaidAnythingHasNoRun() throws Exception {
    assertEquals(Optional.empty(), listening.lastWords());
    assertNothingIsLeft();
  }

  @Test
  void onlyANumberIsARunAndTheFirstCounts() throws Exception {
    say("run no number\nhello\nrun 1\nrun 2\n" + "x".repeat(1000) + "\nrun");
    assertEquals(Optional.of("1"), listening.lastWords());
  }

  @Test
  void nobodyElseMayEnter() throws Exception {
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(listening.socket().getParent())));
    assertTrue(listening.lastWords().isEmpty());
  }

  private void say(String what) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(listening.socket()))) {
      channel.write(ByteBuffer.wrap(what.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private void assertNothingIsLeft() {
    assertFalse(Files.exists(listening.socket().getParent()), "its directory is left");
  }
}
