package io.primacy.election.node.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.Leadership;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends what a process sees to a history: a line of JSON for each event, in the form that the
 * kit's history checker reads. What was added outlives the process.
 *
 * <p>Times are {@link System#nanoTime}: one clock for all processes of a machine.
 */
public final class Recorder {

  private final FileChannel file; // Each event is one write at its end.
  private final String member;
  private final String election;

  private Recorder(FileChannel file, String member, String election) {
    this.file = file;
    this.member = member;
    this.election = election;
  }

  /**
   * Opens a history, or makes it.
   *
   * @param member the run of a node that sees, for example {@code n1#2}; empty for faults
   */
  public static Recorder open(Path path, String member, String election) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    return new Recorder(file, member, election);
  }

  /** The same file for another member. */
  public Recorder of(String otherMember) {
    return new Recorder(file, otherMember, election);
  }

  /** Asks whether a leadership is held and adds the answer. */
  boolean sample(Leadership leadership) {
    long asked = System.nanoTime();
    long remaining = leadership.remaining().toNanos();
    boolean held = leadership.isHeld();
    ObjectNode event = event(asked, held ? "HELD" : "NOT_HELD");
    event.put("end", System.nanoTime()).put("token", leadership.token().value());
    if (held) {
      event.put("number", remaining);
    }
    write(event);
    return held;
  }

  /** Adds what happens to a leadership now. */
  void add(String kind, long token, String detail) {
    write(event(System.nanoTime(), kind).put("token", token).put("detail", detail));
  }

  /** The same with a number. */
  void add(String kind, long token, long number) {
    write(event(System.nanoTime(), kind).put("token", token).put("number", number));
  }

  /** Adds what was done to somebody now. */
  public void add(String kind, String detail) {
    write(event(System.nanoTime(), kind).put("detail", detail));
  }

  private ObjectNode event(long begin, String kind) {
    ObjectNode event = Json.object().put("begin", begin);
    if (!member.isEmpty()) {
      event.put("member", member).put("election", election);
    }
    return event.put("kind", kind);
  }

  private void write(ObjectNode event) {
    ByteBuffer line = ByteBuffer.wrap((Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The history can not be written", e);
    }
  }
}
