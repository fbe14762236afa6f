package io.primacy.election.node.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One folder: a backend's jar and the jars it needs.
 *
 * @param place the folder
 * @param jars in the order of their names
 */
record BackendFolder(Path place, List<Path> jars) {

  /** The folders in a directory, in the order of their names; none if there is no directory. */
  static List<BackendFolder> in(Path directory) {
    return list(directory).stream()
        .filter(Files::isDirectory)
        .map(folder -> new BackendFolder(folder, jars(folder)))
        .toList();
  }

  /** A loader that finds these jars, and of this program what is shared. Lives as long as it. */
  ClassLoader loader() {
    URL[] urls = jars.stream().map(BackendFolder::url).toArray(URL[]::new);
    return new URLClassLoader(
        "backend-" + place.getFileName(),
        urls,
        new SharedClasses(BackendFolder.class.getClassLoader()));
  }

  private static List<Path> jars(Path folder) {
    return list(folder).stream().filter(file -> file.toString().endsWith(".jar")).toList();
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + directory + " can not be listed", e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file without an address: " + jar, e);
    }
  }
}
