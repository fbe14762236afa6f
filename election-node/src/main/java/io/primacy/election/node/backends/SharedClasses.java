package io.primacy.election.node.backends;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a backend sees of this program: the JDK, the API, the SPI and where to log to. Nothing else,
 * so that no library of the node, of a version of its choice, stands before the backend's own.
 */
final class SharedClasses extends ClassLoader {

  private static final Set<String> PACKAGES =
      Set.of("io.primacy.election", "io.primacy.election.spi");

  /* One way out for all that is logged. */
  private static final String LOGGING = "org.slf4j";

  private final ClassLoader program;

  SharedClasses(ClassLoader program) {
    super("shared", ClassLoader.getPlatformClassLoader());
    this.program = program;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    String pack = dot < 0 ? "" : name.substring(0, dot);
    if (PACKAGES.contains(pack) || pack.equals(LOGGING) || pack.startsWith(LOGGING + ".")) {
      return program.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return Collections.emptyEnumeration();
  }
}
