package io.primacy.election.atomix;

import com.google.common.collect.Maps;
import io.atomix.utils.serializer.Serializer;
import io.primacy.election.spi.BackendException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the library needs of the Java runtime. Its serializer reads private fields of a few classes
 * while a class of its own is initialised; refused, that class is unusable for the life of the
 * process and says nothing helpful. So this is looked at before any class of the library runs.
 */
final class JavaAccess {

  /** Guava's entry is a class of its own up to some version, and Java's from then on. */
  private static final List<Class<?>> READ =
      List.of(AtomicBoolean.class, Maps.immutableEntry("key", "value").getClass());

  private JavaAccess() {}

  static void require() {
    // Naming the class does not initialise it.
    Module library = Serializer.class.getModule();
    require(READ.stream().filter(read -> !read.getModule().isOpen(read.getPackageName(), library)));
  }

  static void require(Stream<Class<?>> closed) {
    String flags =
        closed
            .map(
                read ->
                    "--add-opens "
                        + read.getModule().getName()
                        + "/"
                        + read.getPackageName()
                        + "=ALL-UNNAMED")
            .collect(Collectors.joining(" "));
    if (!flags.isEmpty()) {
      throw new BackendException(
          "Asked to run Atomix; this Java does not let it read what its serializer needs. Start the"
              + " process with "
              + flags
              + " (./primacy does).");
    }
  }
}
