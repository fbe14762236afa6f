package io.primacy.election.node.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's watchdog, on files that take its place. */
class KernelWatchdogTest {

  @TempDir Path directory;

  @Test
  void itIsPettedAndDisarmedByTheLetterV() throws IOException {
    Path device = Files.createFile(directory.resolve("watchdog"));
    KernelWatchdog watchdog = KernelWatchdog.arm(device);
    assertEquals("", Files.readString(device));

    assertEquals(Optional.empty(), watchdog.pet());
    assertEquals(Optional.empty(), watchdog.pet());
    assertEquals("..", Files.readString(device));
    assertEquals(Optional.empty(), watchdog.disarm());
    assertEquals("..V", Files.readString(device));
  }

  @Test
  void whoReadsThePipeSeesEveryPetAtOnce()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream in = Files.newInputStream(pipe)) {
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    KernelWatchdog watchdog = KernelWatchdog.arm(pipe);
    watchdog.pet();
    watchdog.disarm();
    assertEquals(".V", read.get(10, TimeUnit.SECONDS));
    assertTrue(watchdog.pet().orElseThrow().contains("can not be written"), "it says so");
  }

  @Test
  void oneThatIsNotThereIsRefusedWithWhatToDo() {
    Path missing = directory.resolve("watchdog7");
    CommandException refused =
        assertThrows(CommandException.class, () -> KernelWatchdog.arm(missing));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
    assertEquals(
        "Asked to arm the kernel's watchdog at "
            + missing
            + " (primacy.watchdog.device); there is no such file. Load the driver of the machine,"
            + " or softdog. Nothing was started.",
        refused.getMessage());
  }

  @Test
  void oneThatCanNotBeOpenedIsRefused() {
    CommandException refused =
        assertThrows(CommandException.class, () -> KernelWatchdog.arm(directory));
    assertTrue(refused.getMessage().contains("it can not be opened"), refused.getMessage());
  }
}
