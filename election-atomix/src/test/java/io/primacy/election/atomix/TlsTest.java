package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With keys, only who has one takes part. */
final class TlsTest {

  private static final String PASSWORD = "not a secret";

  @TempDir Path directory;

  @Test
  void votersAndClientsWithKeysWorkAndOthersDoNot() throws Exception {
    String keys = keys();
    try (TestVoters voters = TestVoters.of("n1", "n2", "w")) {
      withKeys(keys).forEach(voters::with);
      voters.startAll();
      voters.awaitLeader();
      long first = TestVoters.commit(voters.voter("n1"), "x", 0, "first");

      Map<String, String> settings = withKeys(keys);
      settings.put("members", voters.members());
      try (ElectionBackend client = TestVoters.open("client", settings)) {
        assertTrue(TestVoters.commit(client, "x", first, "second") > first);
      }
      try (ElectionBackend plain =
          TestVoters.open("plain", Map.of("members", voters.members()), Duration.ofMillis(700))) {
        assertThrows(CompletionException.class, () -> TestVoters.read(plain, "x"));
      }
    }
  }

  @Test
  void oneStoreWithoutTheOtherIsRefused() {
    BackendException refused =
        assertThrows(
            BackendException.class,
            () ->
                TestVoters.open(
                    "client", Map.of("members", "w=127.0.0.1:9", "tls-keystore", "keys.p12")));

    assertTrue(refused.getMessage().contains("give both"), refused::getMessage);
  }

  private static Map<String, String> withKeys(String keys) {
    return new HashMap<>(
        Map.of(
            "tls-keystore", keys,
            "tls-keystore-password", PASSWORD,
            "tls-truststore", keys,
            "tls-truststore-password", PASSWORD));
  }

  private String keys() throws Exception {
    String file = directory.resolve("keys.p12").toString();
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "voter",
                "-keyalg",
                "EC",
                "-dname",
                "CN=voter",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(made.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, made.exitValue());
    return file;
  }
}
