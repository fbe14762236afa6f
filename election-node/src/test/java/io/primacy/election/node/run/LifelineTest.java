package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ElectionException;
import io.primacy.election.Elections;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a supervised node says, and what it hears. */
@Timeout(30)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LifelineTest {

  private final BlockingQueue<CompletableFuture<Void>> pulses = new LinkedBlockingQueue<>();
  private final CountDownLatch orphaned = new CountDownLatch(1);
  private Path socket = Path.of("");
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    socket = Files.createTempDirectory("primacy-").resolve("lifeline");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    System.setProperty(Lifeline.PROPERTY, socket.toString());
  }

  @AfterEach
  void stop() throws IOException {
    System.clearProperty(Lifeline.PROPERTY);
    server.close();
    Files.deleteIfExists(socket);
    Files.deleteIfExists(socket.getParent());
  }

  @Test
  void itSaysItsRunAndThenBeatsAsLongAsTheLoopDoes() throws Exception {
    Lifeline.begin(elections(), Duration.ofMillis(1), orphaned::countDown);
    try (SocketChannel channel = server.accept();
        BufferedReader lines = lines(channel)) {
      assertEquals("run 5eed", lines.readLine());
      pulses.take().complete(null);
      assertEquals("beat", lines.readLine());

      CompletableFuture<Void> stuck = pulses.take();
      channel.configureBlocking(false);
      Thread.sleep(100); // To show that nothing is said.
      assertEquals(0, channel.read(ByteBuffer.allocate(1)), "the loop stands still");
      channel.configureBlocking(true);
      stuck.complete(null);
      assertEquals("beat", lines.readLine());

      pulses.take().completeExceptionally(new ElectionException("The elections are closed."));
      assertEquals("closed", lines.readLine());
      assertEquals(1, orphaned.getCount());
    }
    assertTrue(orphaned.await(10, TimeUnit.SECONDS), "it hears that its supervisor is gone");
  }

  @Test
  void aSupervisorThatIsGoneBeforeItBeganIsNoticedToo() throws Exception {
    server.close();
    Lifeline.begin(elections(), Duration.ofMillis(1), orphaned::countDown);
    assertTrue(orphaned.await(10, TimeUnit.SECONDS));
  }

  @Test
  void withoutASupervisorThereIsNothingToSay() {
    System.clearProperty(Lifeline.PROPERTY);
    Lifeline.begin(elections(), Duration.ofMillis(1), orphaned::countDown);
    assertEquals(0, pulses.size());
    assertEquals(1, orphaned.getCount());
  }

  private static BufferedReader lines(SocketChannel channel) {
    return new BufferedReader(
        new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.US_ASCII));
  }

  private Elections elections() {
    return (Elections)
        Proxy.newProxyInstance(
            Elections.class.getClassLoader(),
            new Class<?>[] {Elections.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "run" -> "5eed";
                  case "pulse" -> {
                    CompletableFuture<Void> pulse = new CompletableFuture<>();
                    pulses.add(pulse);
                    yield pulse;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
