package io.primacy.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * By which a process hears what it is told, and that it is over: its parent closed the other end,
 * or is gone.
 */
final class StandardInput {

  private StandardInput() {}

  static void whenEnded(Runnable over) {
    hear(line -> {}, over);
  }

  /** Lines and then the end, on a thread of its own. */
  static void hear(Consumer<String> told, Runnable over) {
    Thread watch =
        new Thread(
            () -> {
              try {
                BufferedReader lines =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  told.accept(line);
                }
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
