package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.read;
import static io.primacy.election.zookeeper.Nodes.text;
import static io.primacy.election.zookeeper.Nodes.unknown;
import static io.primacy.election.zookeeper.Nodes.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.tck.wire.FreePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS and asks its clients for a certificate. */
final class TlsTest {

  private static final String PASSWORD = "not a secret";

  @TempDir static Path directory;
  private static String trusted;
  private static String stranger;
  private static String secure;
  private static TestEnsemble ensemble;

  @BeforeAll
  static void startServer() throws Exception {
    trusted = keys("trusted");
    stranger = keys("stranger");
    int port = FreePorts.one();
    secure = "127.0.0.1:" + port;
    ensemble =
        TestEnsemble.of(
            1,
            "secureClientPort=" + port,
            "secureClientPortAddress=127.0.0.1",
            "serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory",
            "ssl.keyStore.location=" + trusted,
            "ssl.keyStore.password=" + PASSWORD,
            "ssl.trustStore.location=" + trustOf(trusted),
            "ssl.trustStore.password=" + PASSWORD);
  }

  @AfterAll
  static void stopServer() {
    ensemble.close();
  }

  @Test
  void aClientWithTheRightKeyReadsAndWrites() throws Exception {
    try (var backend = open(trusted)) {
      committed(write(backend, "ledger", 0, "sealed"));
      assertEquals("sealed", text(read(backend, "ledger").orElseThrow()));
    }
  }

  @Test
  void aClientWithAnotherKeyGetsNoAnswer() throws Exception {
    try (var backend = open(stranger)) {
      unknown(write(backend, "other", 0, "one"));
    }
  }

  @Test
  void aClientWithoutTlsGetsNoAnswer() throws Exception {
    try (var backend = Nodes.open(secure)) {
      unknown(write(backend, "other", 0, "one"));
    }
  }

  private static ZookeeperBackend open(String keys) throws Exception {
    return Nodes.open(
        secure,
        "tls",
        "true",
        "tls-keystore",
        keys,
        "tls-keystore-password",
        PASSWORD,
        "tls-truststore",
        trustOf(trusted),
        "tls-truststore-password",
        PASSWORD);
  }

  /** A key of its own, and beside it what trusts only that key. */
  private static String keys(String name) throws Exception {
    String keys = directory.resolve(name + ".p12").toString();
    String certificate = directory.resolve(name + ".cer").toString();
    keytool(
        "-genkeypair -alias own -keyalg EC -dname CN=x -ext SAN=IP:127.0.0.1,DNS:localhost", keys);
    keytool("-exportcert -alias own -file " + certificate, keys);
    keytool("-importcert -noprompt -alias own -file " + certificate, trustOf(keys));
    return keys;
  }

  private static String trustOf(String keys) {
    return keys.replace(".p12", "-trust.p12");
  }

  private static void keytool(String arguments, String store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }
}
