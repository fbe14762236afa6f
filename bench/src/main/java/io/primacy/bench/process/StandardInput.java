package io.primacy.bench.process;

import java.io.IOException;

/** By which a process hears that it is over: its parent closed the other end, or is gone. */
final class StandardInput {

  private StandardInput() {}

  static void whenEnded(Runnable over) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // As good as the end.
              }
              over.run();
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
