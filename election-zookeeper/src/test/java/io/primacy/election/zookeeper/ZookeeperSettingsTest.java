package io.primacy.election.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionProvider;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ZookeeperSettingsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  @Test
  void theProviderIsFoundByName() {
    ElectionProvider provider =
        ServiceLoader.load(ElectionProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("zookeeper"))
            .findFirst()
            .orElseThrow();
    assertInstanceOf(ZookeeperProvider.class, provider);
  }

  @Test
  void whatIsWrongIsSaidTogether() {
    var failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> context("", "conect", "a:1", "root", "primacy", "acl", "all"));
    assertEquals(
        """
        election.zookeeper.acl = 'all': write open or creator.
        election.zookeeper.conect is not a setting. Closest: election.zookeeper.connect.
        election.zookeeper.connect = '': write host:port,host:port without spaces, with /path behind \
        it for a chroot.
        election.zookeeper.root = 'primacy': write an absolute path without a slash at its end, for \
        example /primacy."""
            .strip(),
        failure.getMessage());
  }

  @Test
  void theSessionTimeoutIsHalfTheLeaseUnlessSet() {
    assertEquals(Duration.ofSeconds(2), ZookeeperSettings.sessionTimeout(context("a:1")));
    assertEquals(
        Duration.ofSeconds(9),
        ZookeeperSettings.sessionTimeout(context("a:1", "session-timeout", "9s")));
  }

  @Test
  void theClientGetsItsPropertiesAndTlsStores() {
    BackendContext context =
        context(
            "a:1",
            "tls",
            "true",
            "tls-keystore",
            "key.p12",
            "tls-keystore-password",
            "hidden",
            "client.zookeeper.sasl.client",
            "false");
    var config = ZookeeperSettings.clientConfig(context);
    assertEquals("true", config.getProperty("zookeeper.client.secure"));
    assertEquals("key.p12", config.getProperty("zookeeper.ssl.keyStore.location"));
    assertEquals("hidden", config.getProperty("zookeeper.ssl.keyStore.password"));
    assertEquals("false", config.getProperty("zookeeper.sasl.client"));
    assertFalse(context.settings().toString().contains("hidden"));
  }

  @Test
  void storesWithoutTlsAreAMistake() {
    var failure =
        assertThrows(
            BackendException.class,
            () -> new ZookeeperProvider().open(context("a:1", "tls-truststore", "trust.p12")));
    assertEquals(
        "election.zookeeper.tls-keystore or tls-truststore is given, but election.zookeeper.tls is"
            + " false. Set election.zookeeper.tls = true, or leave the stores out.",
        failure.getMessage());
  }

  @Test
  void aSessionTimeoutThatWasChangedIsExplained() {
    assertEquals(
        "Asked for a session timeout of 2000 ms; the server gives 4000 ms, so its tickTime is 2000"
            + " ms unless its minSessionTimeout is set. Keep tickTime x syncLimit at half the lease"
            + " of 4000 ms or less, and set election.zookeeper.session-timeout = 4000ms.",
        SessionAdvice.sentence(
            Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(4)));
    assertEquals(
        "Asked for a session timeout of 20000 ms; the server gives 10000 ms, so its tickTime is 500"
            + " ms unless its maxSessionTimeout is set. Keep tickTime x syncLimit at half the lease"
            + " of 40000 ms or less, and set election.zookeeper.session-timeout = 10000ms.",
        SessionAdvice.sentence(
            Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(40)));
  }

  private static BackendContext context(String connect, String... settings) {
    return Nodes.context(connect, "test", TIMEOUT, settings);
  }
}
