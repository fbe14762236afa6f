package io.primacy.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, from an archive on the class path, and the user to run them as. */
final class PostgresPrograms {

  private static final String NOBODY = "65534";

  private PostgresPrograms() {}

  /** The folder with {@code initdb} and {@code postgres}; unpacks them where that was not done. */
  static Path unpackedBelow(Path target) throws IOException {
    Path home = target.resolve("home");
    if (!Files.isDirectory(home)) {
      Files.createDirectories(target);
      Path fresh = Files.createTempDirectory(target, "unpacking-");
      unpack(fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      try {
        Files.move(fresh, home);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
        // Unpacked by another process meanwhile, from the same archive.
      }
    }
    return home.resolve("bin");
  }

  /**
   * What to put before a command that works in this folder. PostgreSQL refuses to run as root, so
   * root hands the folder to nobody and becomes that. It keeps the right to pass through folders
   * that are closed to others, such as root's home.
   */
  static List<String> userOf(Path folder) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    int owner = Integer.parseInt(NOBODY);
    Files.setAttribute(folder, "unix:uid", owner);
    Files.setAttribute(folder, "unix:gid", owner);
    return List.of(
        "setpriv",
        "--reuid=" + NOBODY,
        "--regid=" + NOBODY,
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override");
  }

  private static void unpack(Path into) throws IOException {
    String archive = "/postgres-" + system() + ".txz";
    try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new IOException(
            "No "
                + archive
                + " on the class path. Add the artifact of io.zonky.test.postgres for this system.");
      }
      Process tar = new ProcessBuilder("tar", "-xf", "-", "-C", into.toString()).start();
      try (InputStream plain = new XZInputStream(packed);
          OutputStream toTar = tar.getOutputStream()) {
        plain.transferTo(toTar);
      }
      if (tar.onExit().join().exitValue() != 0) {
        throw new IOException("tar can not unpack " + archive);
      }
    }
  }

  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (os.startsWith("mac") ? "darwin" : os)
        + "-"
        + (arch.equals("amd64") || arch.equals("x86_64") ? "x86_64" : "arm_64");
  }
}
