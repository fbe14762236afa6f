package io.primacy.election;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.tools.ToolProvider;

/** A class path of a test's own, with providers in places of a test's own. */
final class ServicePath {

  private static final String SERVICE =
      "META-INF/services/io.primacy.election.spi.ElectionProvider";

  private final Path root;
  private final List<URL> places = new ArrayList<>();

  ServicePath(Path root) {
    this.root = root;
  }

  /** A place that offers classes, by their names; what is in the file is not checked. */
  ServicePath offering(String place, String... lines) {
    write(place + "/" + SERVICE, String.join("\n", lines));
    try {
      URL url = root.resolve(place).toUri().toURL();
      if (!places.contains(url)) {
        places.add(url);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Makes classes of sources, by their names, for {@link #compiled}. */
  static void compile(Path target, Map<String, String> sources) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-d",
                target.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = target.resolve(source.getKey() + ".java");
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("a source does not compile");
    }
  }

  /** A place that offers a class that was compiled before, and holds it. */
  ServicePath compiled(Path classes, String place, String className) {
    String file = className + ".class";
    try {
      Files.createDirectories(root.resolve(place));
      Files.copy(classes.resolve(file), root.resolve(place).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return offering(place, className);
  }

  /** A provider that does nothing, as source, with more members. */
  static String source(String className, String providerName, String members) {
    return """
        public class %s implements io.primacy.election.spi.ElectionProvider {
          %s
          public String name() { return "%s"; }
          public java.util.List<io.primacy.election.spi.Setting<?>> settings() {
            return java.util.List.of();
          }
          public java.util.Set<io.primacy.election.spi.Capability> capabilities() {
            return java.util.Set.of();
          }
          public io.primacy.election.spi.ElectionBackend open(
              io.primacy.election.spi.BackendContext context) {
            throw new UnsupportedOperationException();
          }
        }
        """
        .formatted(className, members, providerName);
  }

  /** Runs something with this as the class path of the thread. */
  <T> T in(Supplier<T> body) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(places.toArray(URL[]::new), getClass().getClassLoader())) {
      thread.setContextClassLoader(loader);
      return body.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Path write(String name, String content) {
    Path file = root.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
