package io.primacy.election.node.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.ConfigurationException;
import io.primacy.election.node.backends.InstalledBackends.Found;
import io.primacy.election.spi.Capability;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's backend, added by dropping in a folder. */
class InstalledBackendsTest {

  private static final String SERVICE =
      "META-INF/services/io.primacy.election.spi.ElectionProvider";

  @TempDir Path first;
  @TempDir Path second;
  private final String before = System.getProperty(InstalledBackends.DIRECTORIES, "");

  @BeforeEach
  void lookThere() {
    System.setProperty(InstalledBackends.DIRECTORIES, first + File.pathSeparator + second);
  }

  @AfterEach
  void lookWhereItWas() {
    System.setProperty(InstalledBackends.DIRECTORIES, before);
  }

  @Test
  void aFolderDroppedInIsABackend() throws IOException {
    vendor(second.resolve("lake"), "2.1");

    assertEquals(
        List.of(
            new Found(
                Optional.of("lake"),
                Optional.of("2.1"),
                Set.of(Capability.REMOTE_CLIENTS),
                second.resolve("lake").toString(),
                List.of("lake.jar"),
                List.of())),
        InstalledBackends.list());
    assertEquals("vendor.Lake", InstalledBackends.providers().get("lake").getClass().getName());
    assertEquals(List.of(second.resolve("lake/lake.jar")), InstalledBackends.jarsOf("lake"));
  }

  @Test
  void oneThatIsAbsentIsToldWithWhereToPutIt() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> InstalledBackends.providers().get("zookeeper"));
    assertEquals(
        "No election provider named 'zookeeper'. Found: none. Add election-zookeeper to a folder"
            + " of its own in "
            + first
            + " or "
            + second
            + ".",
        refused.getMessage());
  }

  @Test
  void oneThatIsThereTwiceIsToldWithBothPlaces() throws IOException {
    vendor(first.resolve("lake"), "2.1");
    vendor(second.resolve("lake"), "2.2");
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> InstalledBackends.providers().get("lake"));
    assertEquals(
        "Several election providers are named 'lake': vendor.Lake in "
            + first.resolve("lake/lake.jar")
            + " and vendor.Lake in "
            + second.resolve("lake/lake.jar")
            + ". Leave one in a folder of its own in "
            + first
            + " or "
            + second
            + ".",
        refused.getMessage());
  }

  @Test
  void aFolderWithoutAProviderAndABrokenOneAreListed() throws IOException {
    Files.createDirectories(first.resolve("empty"));
    jar(first.resolve("gone"), "1", Optional.empty());
    List<Found> found = InstalledBackends.list();
    assertEquals(
        List.of(
            List.of("No provider is registered in its jars."),
            List.of("Provider vendor.Lake not found")),
        found.stream().map(Found::problems).toList());
  }

  @Test
  void aDirectoryThatIsMissingHoldsNothing() {
    System.setProperty(InstalledBackends.DIRECTORIES, first.resolve("missing").toString());
    assertEquals(List.of(), InstalledBackends.list());
  }

  private void vendor(Path folder, String version) throws IOException {
    Path source = Files.createDirectories(second.resolveSibling(second.getFileName() + "-src"));
    Path java = source.resolve("vendor/Lake.java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        package vendor;

        import io.primacy.election.spi.*;

        public class Lake implements ElectionProvider {
          public String name() { return "lake"; }
          public java.util.List<Setting<?>> settings() { return java.util.List.of(); }
          public java.util.Set<Capability> capabilities() {
            return java.util.Set.of(Capability.REMOTE_CLIENTS);
          }
          public ElectionBackend open(BackendContext context) {
            throw new UnsupportedOperationException();
          }
        }
        """);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                java.toString());
    assertEquals(0, compiled);
    jar(folder, version, Optional.of(source.resolve("vendor/Lake.class")));
  }

  private static void jar(Path folder, String version, Optional<Path> classFile)
      throws IOException {
    Files.createDirectories(folder);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    try (OutputStream file = Files.newOutputStream(folder.resolve("lake.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.putNextEntry(new ZipEntry(SERVICE));
      jar.write("vendor.Lake".getBytes(StandardCharsets.UTF_8));
      if (classFile.isPresent()) {
        jar.putNextEntry(new JarEntry("vendor/Lake.class"));
        jar.write(Files.readAllBytes(classFile.get()));
      }
    }
  }
}
