package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.atomix.cluster.messaging.MessagingConfig;
import io.atomix.utils.net.Address;
import io.primacy.election.spi.BackendException;
import io.primacy.election.tck.wire.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is left of connections that are closed: a free port, and no thread that is not theirs. */
@Isolated
final class ConnectionsTest {

  private static final String LIBRARY = "io.atomix.cluster.messaging.impl.NettyMessagingService";

  @Test
  void nobodyWaitsForTheLibrarysThreads() throws Exception {
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      voters.start("n1");
      voters.stop("n1");

      assertEquals(List.of(), waiting());
    }
  }

  @Test
  void aVoterListensAgainAtOnceWhileTheApplicationUsesTheCommonPool() throws Exception {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    CountDownLatch busy = new CountDownLatch(pool.getParallelism());
    CountDownLatch released = new CountDownLatch(1);
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      voters.start("n1");
      for (int i = 0; i < pool.getParallelism(); i++) {
        pool.execute(() -> occupy(busy, released));
      }
      assertTrue(busy.await(10, TimeUnit.SECONDS));

      voters.stop("n1");

      voters.start("n1");
    } finally {
      released.countDown();
    }
  }

  @Test
  void aPortIsFreeWhenItIsSaidToBe() throws Exception {
    int port = FreePorts.one();
    Address self = Address.from("127.0.0.1", port);
    MessagingConfig config = new MessagingConfig().setInterfaces(List.of("127.0.0.1"));
    for (int i = 0; i < 100; i++) {
      Connections connections = new Connections("ports", self, config);
      connections.start().join();
      assertTrue(
          connections.stop().thenApply(done -> FreePorts.isFree(port)).get(10, TimeUnit.SECONDS),
          "the port is still taken");
    }
  }

  @Test
  void nothingIsLeftWhereItCanNotListen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      String at = "127.0.0.1:" + taken.getLocalPort();
      var settings = voters.settings("n1");
      settings.put("members", "n1=" + at + ",n2=127.0.0.1:1,w=127.0.0.1:2");
      Set<Thread> before = Thread.getAllStackTraces().keySet();

      String refused =
          assertThrows(BackendException.class, () -> TestVoters.open("n1", settings)).getMessage();

      assertTrue(refused.contains("Asked to listen at " + at), refused);
      assertTrue(refused.contains("Address already in use"), refused);
      TestVoters.await("its threads end", () -> before.containsAll(librarys()));
    }
  }

  private static List<String> waiting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> Arrays.stream(thread.getValue()).anyMatch(ConnectionsTest::stops))
        .map(thread -> thread.getKey().getName())
        .toList();
  }

  private static boolean stops(StackTraceElement frame) {
    return frame.getClassName().startsWith(LIBRARY) && frame.getMethodName().contains("stop");
  }

  private static Set<Thread> librarys() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("netty-messaging"))
        .collect(Collectors.toSet());
  }

  private static void occupy(CountDownLatch busy, CountDownLatch released) {
    busy.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
