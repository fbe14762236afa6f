package io.primacy.bench.process;

import io.primacy.election.node.backends.InstalledBackends;
import io.primacy.election.node.process.ProcessTree;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A participant in a process of its own. Times are those of {@link System#nanoTime()}, which on
 * Linux is one clock for all processes. Ended by {@link #close()}, and by the end of this process.
 */
public abstract class Participant implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Long ago, as differences of times go. */
  private static final long NEVER = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

  /** For Atomix; to others it makes no difference. */
  private static final String OPENED = "java.base/java.util.concurrent.atomic=ALL-UNNAMED";

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread reader;
  private boolean stands; // Guarded by this, as what follows.
  private final List<Long> begins = new ArrayList<>();
  private long gone = NEVER;
  private boolean ended;

  /** Starts a main class of this program. */
  Participant(String name, Path folder, Class<?> program, List<String> arguments)
      throws IOException {
    this(name, folder, List.of(), program, arguments);
  }

  /** The same with jars that come before this program's. */
  Participant(
      String name, Path folder, List<Path> libraries, Class<?> program, List<String> arguments)
      throws IOException {
    this.name = name;
    this.log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("--add-opens", OPENED));
    command.addAll(InstalledBackends.asOption());
    command.addAll(List.of("-cp", classPath(libraries), program.getName()));
    command.addAll(arguments);
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    reader = new Thread(this::read, "reads-" + name);
    reader.setDaemon(true);
  }

  private static String classPath(List<Path> libraries) {
    List<String> entries = new ArrayList<>(libraries.stream().map(Path::toString).toList());
    entries.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, entries);
  }

  /** Begins to listen; the last thing a constructor does. */
  final void listen() {
    reader.start();
  }

  /** A line of its output, and when it was read. */
  abstract void hear(String line, long at);

  /** There will be no more lines. */
  void hearTheEnd() {}

  /** The process that dies when it is killed. */
  ProcessHandle victim() {
    return process.toHandle();
  }

  final Path log() {
    return log;
  }

  final Process process() {
    return process;
  }

  final synchronized void stands() {
    stands = true;
    notifyAll();
  }

  final synchronized void begins(long at) {
    begins.add(at);
    notifyAll();
  }

  final synchronized void ends(long at) {
    gone = at;
    notifyAll();
  }

  /** Says something to it, a line that its program understands. */
  final void say(String line) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    input.flush();
  }

  final synchronized void standsNoMore() {
    stands = false;
  }

  /** Returns when its candidacy is recorded. */
  public final void awaitStanding() throws InterruptedException, TimeoutException {
    awaitStanding(LIMIT);
  }

  /** Returns when its candidacies are recorded. */
  public final void awaitStanding(Duration limit) throws InterruptedException, TimeoutException {
    await("stand", limit, () -> stands);
  }

  /** When it last began to lead; a day ago if it never did. */
  public final synchronized long begun() {
    return begins.isEmpty() ? NEVER : begins.get(begins.size() - 1);
  }

  /** Returns when it began to lead after some time. */
  public final void awaitBegin(long after) throws InterruptedException, TimeoutException {
    await("lead", LIMIT, () -> begun() - after > 0);
  }

  /** When it ended its duties after some time, once it has. */
  public final synchronized long awaitEnd(long after)
      throws InterruptedException, TimeoutException {
    await("end", LIMIT, () -> gone - after > 0);
    return gone;
  }

  /** When it began to lead after some time; empty if it did not within a limit. */
  public final synchronized OptionalLong begun(long after, Duration limit)
      throws InterruptedException {
    return happens(() -> begun() - after > 0, limit)
        ? OptionalLong.of(begun())
        : OptionalLong.empty();
  }

  /**
   * Returns all times at which it began to lead, when it has done so as often, in any elections.
   */
  public final synchronized List<Long> awaitBegins(int count, Duration limit)
      throws InterruptedException, TimeoutException {
    await("lead " + count + " times", limit, () -> begins.size() >= count);
    return List.copyOf(begins);
  }

  /** SIGKILL; returns the time just before. */
  public final long kill() {
    ProcessHandle victim = victim();
    long at = System.nanoTime();
    victim.destroyForcibly();
    return at;
  }

  /** Lets the process come to its end, and hears its last words. */
  public final void finish() throws IOException, InterruptedException {
    process.getOutputStream().close();
    reader.join(LIMIT.toMillis());
    if (reader.isAlive()) {
      throw new IllegalStateException(name + " does not end; see " + log);
    }
  }

  /** Kills it and what it started, and waits until it is gone. Idempotent. */
  @Override
  public final void close() {
    ProcessTree.kill(process.toHandle());
    process.onExit().join();
  }

  private synchronized void await(String what, Duration limit, BooleanSupplier happened)
      throws InterruptedException, TimeoutException {
    if (!happens(happened, limit)) {
      throw new TimeoutException(
          name
              + (ended ? " ended and did not " : " did not within " + limit + " ")
              + what
              + "; see "
              + log);
    }
  }

  private synchronized boolean happens(BooleanSupplier happened, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!happened.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (ended || left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line, System.nanoTime());
      }
    } catch (IOException e) {
      // The pipe of a process that was killed.
    }
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    hearTheEnd();
  }
}
