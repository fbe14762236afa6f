package io.primacy.election.node.supervise;

import io.primacy.election.node.config.WatchdogConfig;
import io.primacy.election.node.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of a node, from its start to its end, as its supervisor sees it. */
final class Ward implements AutoCloseable {

  /** What a node runs as. */
  @FunctionalInterface
  interface Program {

    /** Starts it, so that it finds its supervisor at that socket. */
    Process start(Path lifeline);
  }

  /* The whole machine is searched for them, which takes milliseconds. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Process process;
  private final Vigil vigil;
  private final Listening listening;
  private final long started;

  // Both confined to the thread that supervises.
  private List<ProcessHandle> children = List.of();
  private long lookAgain;

  private Ward(Process process, Vigil vigil, Listening listening, long started) {
    this.process = process;
    this.vigil = vigil;
    this.listening = listening;
    this.started = started;
    this.lookAgain = started;
  }

  static Ward start(Program program, WatchdogConfig config) {
    long now = System.nanoTime();
    Vigil vigil = new Vigil(config, now);
    Listening listening = Listening.begin(vigil);
    try {
      return new Ward(program.start(listening.socket()), vigil, listening, now);
    } catch (RuntimeException e) {
      listening.close();
      throw e;
    }
  }

  long pid() {
    return process.pid();
  }

  /** When it was started, on the monotonic clock. */
  long started() {
    return started;
  }

  /** For how long it gave no sign of life, if that is too long; zero otherwise. */
  Duration silentTooLong() {
    return vigil.silentTooLong(System.nanoTime());
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGHUP, for which Java has no call. */
  void reload() throws IOException {
    new ProcessBuilder("kill", "-HUP", Long.toString(pid())).inheritIO().start();
  }

  /** Notes what it has started by now, once a second: when it is dead, nobody knows any more. */
  void lookAtChildren() {
    long now = System.nanoTime();
    if (now - lookAgain >= 0) {
      lookAgain = now + LOOK_EVERY.toNanos();
      look();
    }
  }

  private void look() {
    if (process.isAlive()) {
      // Those from before as well: dead and not known to be so yet, it has no children any more.
      Stream<ProcessHandle> before = children.stream().filter(ProcessHandle::isAlive);
      children = Stream.concat(before, process.children()).distinct().toList();
    }
  }

  /** SIGKILL; ends a stopped process too. */
  void kill() {
    look();
    process.toHandle().destroyForcibly();
  }

  /** SIGKILL to what it had started when that was last looked at, once it is dead. */
  List<ProcessHandle> killOrphans() {
    return ProcessTree.killOrphans(children);
  }

  /**
   * Waits for its end, which is certain: the operating system has handed over its exit status, and
   * does so only when no thread of it is left.
   *
   * @return whether it came within the limit
   */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  /** The run whose session it may have left open. Only when it is dead. */
  Optional<String> lastWords() throws InterruptedException {
    return listening.lastWords();
  }

  @Override
  public void close() {
    listening.close();
  }
}
