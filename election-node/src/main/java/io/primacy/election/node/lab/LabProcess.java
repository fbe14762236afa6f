package io.primacy.election.node.lab;

import io.primacy.election.node.console.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that comes and goes under one name. Confined to the thread that plays. */
public final class LabProcess {

  private final String name;
  private final Program program;
  private final Lab lab;

  private int runs;
  private @Nullable Child child;
  private @Nullable Freezer freezer;

  /**
   * What it runs.
   *
   * @param where it listens, for people; empty if nowhere
   * @param lines told every line of its standard output
   */
  public record Program(
      String classPath, List<String> arguments, String where, Consumer<String> lines) {

    /** A class of this program. */
    public static Program ours(List<String> arguments, String where, Consumer<String> lines) {
      return new Program(System.getProperty("java.class.path"), arguments, where, lines);
    }
  }

  /** A process that was not started. */
  public LabProcess(String name, Program program, Lab lab) {
    this.name = name;
    this.program = program;
    this.lab = lab;
  }

  public String name() {
    return name;
  }

  /** Starts it with what it always is told, and more this time. */
  public void start(String... more) {
    runs++;
    List<String> arguments = new ArrayList<>(program.arguments);
    arguments.addAll(List.of(more));
    child =
        lab.children()
            .start(
                name,
                runs,
                program.classPath,
                arguments,
                lab.directory().resolve(name + ".log"),
                program.lines);
    String process = "process " + child.pid();
    did(
        Moment.Kind.STARTED,
        program.where.isEmpty() ? process : program.where + " (" + process + ")");
  }

  /** SIGKILL; returns when the process is gone. */
  public void kill(Duration limit) throws InterruptedException {
    Child running = running();
    running.kill();
    did(Moment.Kind.KILLED, "kill -9 " + running.pid());
    requireEnd(running, limit);
  }

  /** SIGKILL to the process that it supervises. */
  public void killSupervised() {
    Child running = running();
    long pid = running.killSupervised();
    did(Moment.Kind.KILLED, "kill -9 " + pid + ", which process " + running.pid() + " supervises");
  }

  /** What is done while a node is frozen. */
  @FunctionalInterface
  public interface Wait {
    void await() throws InterruptedException;
  }

  /** SIGSTOP; SIGCONT when the wait is over, however it ends. */
  public void whileFrozen(Wait wait) throws InterruptedException {
    freeze();
    try {
      wait.await();
    } finally {
      thaw();
    }
  }

  /** SIGSTOP; returns when it is stopped. */
  public void freeze() {
    Child running = running();
    freezer = Freezer.freeze(running);
    did(Moment.Kind.FROZEN, "kill -STOP " + running.pid());
  }

  /** SIGCONT. */
  public void thaw() {
    if (freezer != null) {
      // Told first: what the process does next must not come before it.
      did(Moment.Kind.THAWED, "kill -CONT " + running().pid());
      freezer.thaw();
      freezer = null;
    }
  }

  /** SIGTERM; returns when the process has ended by itself, with code 0. */
  public void close(Duration limit) throws InterruptedException {
    Child running = running();
    did(Moment.Kind.ASKED_TO_CLOSE, "kill -TERM " + running.pid());
    running.terminate();
    requireEnd(running, limit);
    did(Moment.Kind.EXITED, "exit code " + running.exitCode());
    if (running.exitCode() != ExitCode.OK) {
      throw new LabException(
          name + " ended with code " + running.exitCode() + " when asked to close, not 0.");
    }
  }

  /**
   * Does nothing if it runs.
   *
   * @throws LabException if it does not
   */
  public void requireRunning() {
    running();
  }

  /** Takes it off the network. */
  public void cutOff() {
    running().cutOff();
    did(Moment.Kind.CUT_OFF, "");
  }

  /** Undoes that. */
  public void connect() {
    did(Moment.Kind.CONNECTED, "");
    running().connect();
  }

  /** Its run that was started last, as histories call it. */
  public String run() {
    return name + "#" + runs;
  }

  /** Whether it was started and has not ended. */
  public boolean isRunning() {
    return child != null && child.isAlive();
  }

  private void requireEnd(Child running, Duration limit) throws InterruptedException {
    if (!running.awaitEnd(limit)) {
      throw new LabException(name + " still runs " + Words.seconds(limit) + " later.");
    }
  }

  private Child running() {
    if (child == null || !child.isAlive()) {
      throw new LabException(name + " does not run, though nobody stopped it.");
    }
    return child;
  }

  private void did(Moment.Kind kind, String detail) {
    lab.history().add(at -> new Moment.Deed(at, name, kind, detail));
  }
}
