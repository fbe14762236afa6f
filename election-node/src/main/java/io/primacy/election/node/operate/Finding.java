package io.primacy.election.node.operate;

import io.primacy.election.node.console.Table;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** One thing that was examined. */
record Finding(Verdict verdict, String what, String found) {

  enum Verdict {
    GOOD("green"),
    NOTE("yellow"),
    BAD("red");

    private final String colour;

    Verdict(String colour) {
      this.colour = colour;
    }
  }

  static Finding good(String what, String found) {
    return new Finding(Verdict.GOOD, what, found);
  }

  static Finding note(String what, String found) {
    return new Finding(Verdict.NOTE, what, found);
  }

  static Finding bad(String what, String found) {
    return new Finding(Verdict.BAD, what, found);
  }

  String line(Ansi ansi) {
    String word = String.format(Locale.ROOT, "%-5s", verdict.name().toLowerCase(Locale.ROOT));
    String line = Table.wrapped(word + what + ": " + found, word.length());
    return ansi.string("@|" + verdict.colour + " " + word + "|@")
        + line.substring(word.length())
        + System.lineSeparator();
  }
}
