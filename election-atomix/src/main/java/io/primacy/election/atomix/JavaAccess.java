package io.primacy.election.atomix;

import io.atomix.utils.serializer.Serializer;
import io.primacy.election.spi.BackendException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the library needs of the Java runtime. Its serializer reads a private field of {@link
 * AtomicBoolean} while a class is initialised; refused, that class is unusable for the life of the
 * process and says nothing helpful. So this is looked at before any class of the library runs.
 */
final class JavaAccess {

  static final String FLAG = "--add-opens java.base/java.util.concurrent.atomic=ALL-UNNAMED";

  private JavaAccess() {}

  static void require() {
    Module java = AtomicBoolean.class.getModule();
    // Naming the class does not initialise it.
    Module library = Serializer.class.getModule();
    require(java.isOpen(AtomicBoolean.class.getPackageName(), library));
  }

  static void require(boolean open) {
    if (!open) {
      throw new BackendException(
          "Asked to run Atomix; this Java does not let it read java.util.concurrent.atomic. Start"
              + " the process with "
              + FLAG
              + " (./primacy does).");
    }
  }
}
