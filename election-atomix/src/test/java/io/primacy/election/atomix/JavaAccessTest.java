package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.spi.BackendException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Without the flag: one sentence with the flag in it, before anything of the library runs. */
final class JavaAccessTest {

  @Test
  void theFlagThatIsMissingIsNamed() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutTheFlag.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    assertTrue(
        said.contains("--add-opens java.base/java.util.concurrent.atomic=ALL-UNNAMED"), said);
  }

  @Test
  void withTheFlagNothingIsRefused() {
    JavaAccess.require();
  }

  /** Another process. */
  static final class WithoutTheFlag {

    private WithoutTheFlag() {}

    public static void main(String[] args) {
      try {
        TestVoters.open("client", Map.of("members", "w=127.0.0.1:9"));
        throw new AssertionError("opened");
      } catch (BackendException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
