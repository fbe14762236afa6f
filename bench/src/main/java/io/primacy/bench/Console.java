package io.primacy.bench;

import io.primacy.bench.measure.Progress;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Progress: one line that is written over on a terminal, a line each quarter elsewhere. */
final class Console implements Progress, AutoCloseable {

  private final String title;
  private final boolean silent;
  private final boolean terminal = Ansi.AUTO.enabled();
  private int told = -1;

  Console(String title, boolean silent) {
    this.title = title;
    this.silent = silent;
  }

  @Override
  public void at(int done, int of, String doing) {
    if (silent) {
      return;
    }
    int percent = 100 * done / Math.max(1, of);
    if (terminal) {
      System.err.printf(Locale.ROOT, "\r\033[K%s: %d %%, %s", title, percent, doing);
    } else if (percent / 25 > told) {
      told = percent / 25;
      System.err.println("primacy: " + title + ": " + percent + " %");
    }
  }

  @Override
  public void close() {
    if (terminal && !silent) {
      System.err.print("\r\033[K");
    }
  }
}
