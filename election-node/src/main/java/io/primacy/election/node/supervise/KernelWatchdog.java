package io.primacy.election.node.supervise;

import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The kernel's watchdog: once its device is open, the kernel resets the machine unless something is
 * written to it every so often. Closed without the letter V, which is what happens when this
 * process is killed, it stays armed; so does one built with {@code nowayout}, whatever is written.
 *
 * <p>Source: Documentation/watchdog/watchdog-api.rst of Linux. Confined to the thread that
 * supervises.
 */
final class KernelWatchdog {

  private static final byte[] PET = {'.'};
  private static final byte[] MAGIC_CLOSE = {'V'};

  private final Path device;
  private final FileChannel channel;

  private KernelWatchdog(Path device, FileChannel channel) {
    this.device = device;
    this.channel = channel;
  }

  /** Opens the device, which arms it. */
  static KernelWatchdog arm(Path device) {
    try {
      return new KernelWatchdog(device, FileChannel.open(device, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          "Asked to arm the kernel's watchdog at "
              + device
              + " (primacy.watchdog.device); "
              + why(device, e)
              + " Nothing was started.");
    }
  }

  /** Puts the reset off; says why if that is not possible. */
  Optional<String> pet() {
    return write(PET);
  }

  /** Disarms it, if the kernel lets it. */
  Optional<String> disarm() {
    Optional<String> problem = write(MAGIC_CLOSE);
    try {
      channel.close();
    } catch (IOException e) {
      return problem.or(() -> Optional.of(said(e)));
    }
    return problem;
  }

  private Optional<String> write(byte[] what) {
    try {
      channel.write(ByteBuffer.wrap(what));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(said(e));
    }
  }

  private String said(IOException e) {
    return "The kernel's watchdog " + device + " can not be written: " + e.getMessage() + ".";
  }

  private static String why(Path device, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file. Load the driver of the machine, or softdog.";
    }
    if (!Files.isWritable(device)) {
      return "this user may not write it. Give the right to, for example by a udev rule.";
    }
    return "it can not be opened: " + e.getMessage() + ". Only one process may have it open.";
  }
}
