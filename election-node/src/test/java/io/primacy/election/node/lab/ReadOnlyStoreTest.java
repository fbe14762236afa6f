package io.primacy.election.node.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import io.primacy.election.node.Commands;
import io.primacy.election.node.Commands.Answer;
import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.config.NodeConfig;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told whose configuration may look at the store and not write. */
class ReadOnlyStoreTest {

  private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(2));

  @TempDir Path directory;

  @Test
  void anOrderThatMayNotBeWrittenIsOneClearError() throws Exception {
    try (Children children = new Children()) {
      LabStore store = ZooKeeperStore.of(1);
      Lab lab = new Lab(directory, children, new History(moment -> {}));
      store.start(lab, TIMING, Duration.ofSeconds(60));
      Path config = directory.resolve("n1.conf");
      Files.writeString(config, LabConfig.node("n1", store, TIMING, ""));
      try (Elections n1 = Elections.open(NodeConfig.read(config).elections())) {
        n1.election("ledger")
            .campaign(NodeConfig.read(config).stands().get(0).candidacy(), new Quiet())
            .toCompletableFuture()
            .join();
        n1.election("ledger").awaitLeadership(Duration.ofSeconds(60));
        forbidWriting(store.settings("n1").get("connect"), "/primacy/demo/elections/ledger");

        Answer looked = Commands.run("status", "--config", config.toString());
        assertEquals(0, looked.code(), looked.err());
        for (List<String> order :
            List.of(
                List.of("prefer", "ledger", "n1"),
                List.of("drain", "n1", "--yes"),
                List.of("withdraw", "ledger", "--yes"))) {
          assertRefused(order, config);
        }
      }
    }
  }

  private static void assertRefused(List<String> order, Path config) {
    List<String> words = new java.util.ArrayList<>(order);
    words.addAll(List.of("--reason", "test", "--config", config.toString()));
    Answer answer = Commands.run(words.toArray(String[]::new));
    assertEquals(69, answer.code(), answer.toString());
    assertEquals(1, answer.err().lines().count(), answer.err());
    assertTrue(answer.err().contains("lack of permission (NoAuth)"), answer.err());
    assertTrue(answer.err().contains("Let this client read, write and create"), answer.err());
  }

  /* With the client's own classes, which are not on the class path. */
  private static void forbidWriting(String connect, String path) throws Exception {
    URL[] jars =
        InstalledBackends.jarsOf("zookeeper").stream()
            .map(ReadOnlyStoreTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(jars, ReadOnlyStoreTest.class.getClassLoader())) {
      Class<?> watcher = loader.loadClass("org.apache.zookeeper.Watcher");
      CountDownLatch connected = new CountDownLatch(1);
      Object waiting =
          Proxy.newProxyInstance(
              loader,
              new Class<?>[] {watcher},
              (proxy, method, args) -> {
                if (method.getName().equals("process")) {
                  connected.countDown();
                }
                return method.getName().equals("hashCode") ? 1 : null;
              });
      Class<?> type = loader.loadClass("org.apache.zookeeper.ZooKeeper");
      Object readOnly =
          loader
              .loadClass("org.apache.zookeeper.ZooDefs$Ids")
              .getField("READ_ACL_UNSAFE")
              .get(null);
      Object client =
          type.getConstructor(String.class, int.class, watcher)
              .newInstance(connect, 5_000, waiting);
      assertTrue(connected.await(20, TimeUnit.SECONDS), "connected");
      List<?> below =
          (List<?>)
              type.getMethod("getChildren", String.class, boolean.class)
                  .invoke(client, path, false);
      var forbid = type.getMethod("setACL", String.class, List.class, int.class);
      for (Object child : below) {
        forbid.invoke(client, path + "/" + child, readOnly, -1);
      }
      forbid.invoke(client, path, readOnly, -1);
      type.getMethod("close").invoke(client);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static final class Quiet implements Contender {
    @Override
    public void granted(Leadership leadership) {}

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }
}
