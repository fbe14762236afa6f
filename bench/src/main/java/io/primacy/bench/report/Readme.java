package io.primacy.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place in the project's README that shows what was measured. */
public final class Readme {

  private static final String BEGIN = "<!-- Written by ./primacy bench. -->\n";
  private static final String END = "<!-- Until here. -->";

  private final Path file;

  public Readme(Path file) {
    this.file = file;
  }

  /** What the place holds. */
  public String table() throws IOException {
    String text = Files.readString(file);
    return text.substring(begin(text), end(text));
  }

  /** Puts another table there. */
  public void replace(String table) throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, begin(text)) + table + text.substring(end(text)));
  }

  private int begin(String text) throws IOException {
    return place(text, BEGIN) + BEGIN.length();
  }

  private int end(String text) throws IOException {
    return place(text, END);
  }

  private int place(String text, String mark) throws IOException {
    int place = text.indexOf(mark);
    if (place < 0) {
      throw new IOException(file + " has no line " + mark.strip());
    }
    return place;
  }
}
