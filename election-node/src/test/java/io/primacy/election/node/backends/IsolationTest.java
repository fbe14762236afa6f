package io.primacy.election.node.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.Providers;
import io.primacy.election.spi.ElectionProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All backends in one process, as the build laid them out beside the node. */
class IsolationTest {

  private static final Map<String, Map<String, String>> NOBODY_THERE =
      Map.of(
          "zookeeper", Map.of("connect", "127.0.0.1:1"),
          "raft", Map.of("role", "client", "connect", "127.0.0.1:1"),
          "atomix", Map.of("role", "client", "members", "w=127.0.0.1:1"));

  private final Providers providers = InstalledBackends.providers();

  private ClassLoader loader(String provider) {
    return providers.get(provider).getClass().getClassLoader();
  }

  @Test
  void theBackendsAreNotOnTheClassPath() {
    for (ElectionProvider provider : providers.available()) {
      String name = provider.getClass().getName();
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name), name);
    }
  }

  @Test
  void allOfThemWorkInOneProcess() {
    assertEquals(
        NOBODY_THERE.keySet().stream().sorted().toList(),
        providers.available().stream().map(ElectionProvider::name).toList());
    List<Elections> open = new ArrayList<>();
    try {
      NOBODY_THERE.forEach(
          (provider, settings) -> {
            ElectionsConfig.Builder config =
                ElectionsConfig.builder()
                    .node("n1")
                    .provider(providers.get(provider))
                    .lease(Duration.ofSeconds(1));
            settings.forEach((key, value) -> config.set("election." + provider + "." + key, value));
            open.add(Elections.open(config.build()));
          });
      assertEquals(NOBODY_THERE.size(), open.size());
    } finally {
      open.forEach(Elections::close);
    }
  }

  @Test
  void aBackendHasItsOwnLibraries() throws ClassNotFoundException {
    String guava = "com.google.common.base.Preconditions";
    assertNotSame(Class.forName(guava), loader("zookeeper").loadClass(guava));
    assertSame(loader("zookeeper"), loader("zookeeper").loadClass(guava).getClassLoader());
    assertNotSame(loader("zookeeper").loadClass(guava), loader("atomix").loadClass(guava));
    assertThrows(ClassNotFoundException.class, () -> loader("raft").loadClass(guava));
    assertThrows(
        ClassNotFoundException.class,
        () -> loader("raft").loadClass("org.apache.zookeeper.ZooKeeper"));
  }

  @Test
  void aBackendSharesTheSpiAndWhereToLogTo() throws ClassNotFoundException {
    for (String shared : List.of(ElectionProvider.class.getName(), "org.slf4j.LoggerFactory")) {
      assertSame(Class.forName(shared), loader("zookeeper").loadClass(shared), shared);
    }
  }

  @Test
  void aBackendSeesNothingElseOfThisProgram() {
    for (String ours :
        List.of(
            InstalledBackends.class.getName(),
            "io.primacy.election.core.Node",
            "picocli.CommandLine",
            "com.google.inject.Guice")) {
      assertThrows(ClassNotFoundException.class, () -> loader("zookeeper").loadClass(ours), ours);
    }
    assertTrue(loader("zookeeper").getResource("logback.xml") == null);
  }
}
