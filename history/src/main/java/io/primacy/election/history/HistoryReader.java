package io.primacy.election.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the histories of several processes as one. */
public final class HistoryReader {

  private HistoryReader() {}

  /**
   * All events of the files, in the order in which they began.
   *
   * <p>A last line without an end is what a process left that was killed while it wrote, and is
   * passed over.
   *
   * @throws IOException if a file can not be read, or another line of it is no event
   */
  public static List<Event> read(List<Path> files) throws IOException {
    List<Event> events = new ArrayList<>();
    for (Path file : files) {
      add(file, events);
    }
    events.sort(Comparator.comparingLong(Event::begin));
    return events;
  }

  private static void add(Path file, List<Event> events) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        events.add(EventLine.parse(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
  }
}
