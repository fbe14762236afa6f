package io.primacy.election.node.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The processes and files of one lab. Closed at its end, and on Ctrl-C too: then no process is left
 * and, unless they are to be kept, no file.
 */
public final class Workplace implements AutoCloseable {

  private final Path directory;
  private final Children children;
  private final Thread hook = new Thread(this::clear, "clear");
  private boolean kept; // Guarded by this.

  private Workplace(Path directory, Children children) {
    this.directory = directory;
    this.children = children;
  }

  /** On this machine. */
  public static Workplace open() throws IOException {
    return open(directory -> new ThisMachine());
  }

  /** With a container for each process. */
  public static Workplace openInContainers() throws IOException {
    return open(Containers::in);
  }

  private static Workplace open(Function<Path, Place> place) throws IOException {
    Path directory = Files.createTempDirectory("primacy-");
    Workplace workplace = new Workplace(directory, children(place, directory));
    Runtime.getRuntime().addShutdownHook(workplace.hook);
    return workplace;
  }

  private static Children children(Function<Path, Place> place, Path directory) throws IOException {
    try {
      return new Children(place.apply(directory));
    } catch (RuntimeException e) {
      Files.delete(directory);
      throw e;
    }
  }

  public Path directory() {
    return directory;
  }

  public Children children() {
    return children;
  }

  /** Leaves the files where they are. */
  public synchronized Path keep() {
    kept = true;
    return directory;
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // Then it runs by itself, and finds nothing to do.
    }
  }

  private synchronized void clear() {
    children.close();
    if (!kept && Files.exists(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        System.getLogger(Workplace.class.getName())
            .log(System.Logger.Level.WARNING, "Could not remove " + directory, e);
      }
    }
  }
}
