package io.primacy.election.history;

import io.primacy.election.Leadership;
import io.primacy.election.history.Event.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Appends events to a file that other processes may append to as well.
 *
 * <p>Each event is one line and one write at the end of the file, handed to the operating system
 * before the call returns: what was added outlives the death of the process, not a loss of power.
 * May be called from any thread; waits for nothing but the file.
 */
public final class HistoryWriter implements AutoCloseable {

  private static final long SAMPLE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final FileChannel file; // Guarded by this.
  private final Samples samples = new Samples(SAMPLE_EVERY_NANOS); // Guarded by this.

  private HistoryWriter(FileChannel file) {
    this.file = file;
  }

  /** Opens a history for appending, and makes it if there is none. */
  public static HistoryWriter open(Path path) throws IOException {
    return new HistoryWriter(
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
  }

  /** The clock of histories. */
  public static long now() {
    return System.nanoTime();
  }

  /** Adds what happened just now. */
  public void add(String member, String election, Kind kind, long token, String detail) {
    add(Event.at(now(), member, election, kind, token, detail));
  }

  /** Adds an event. */
  public synchronized void add(Event event) {
    write(event);
  }

  /**
   * Asks a leadership whether it is held and adds the answer: at once if it differs from the last,
   * otherwise now and then.
   *
   * @return the answer
   */
  public boolean sample(String member, Leadership leadership) {
    Event sample = ask(member, leadership);
    synchronized (this) {
      samples.add(sample, this::write);
    }
    return sample.kind() == Kind.HELD;
  }

  /**
   * The same, added in any case: immediately before and after what must only be done by a leader.
   */
  public boolean sampleNow(String member, Leadership leadership) {
    Event sample = ask(member, leadership);
    add(sample);
    return sample.kind() == Kind.HELD;
  }

  /** Closes the file. Events added later are an error. */
  @Override
  public synchronized void close() throws IOException {
    samples.flush(this::write);
    file.close();
  }

  /* What remains is asked first: whoever is held after that had something left. */
  private static Event ask(String member, Leadership leadership) {
    long asked = now();
    long remaining = leadership.remaining().toNanos();
    boolean held = leadership.isHeld();
    return new Event(
        asked,
        now(),
        member,
        leadership.election(),
        held ? Kind.HELD : Kind.NOT_HELD,
        leadership.token().value(),
        held ? remaining : Event.NONE,
        "");
  }

  private void write(Event event) {
    ByteBuffer line =
        ByteBuffer.wrap((EventLine.of(event) + "\n").getBytes(StandardCharsets.US_ASCII));
    try {
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The history can not be written", e);
    }
  }
}
