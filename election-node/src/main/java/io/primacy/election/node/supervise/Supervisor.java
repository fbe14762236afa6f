package io.primacy.election.node.supervise;

import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.WatchdogConfig;
import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.run.EventSink;
import io.primacy.election.node.run.Hangup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a node as a child. Its death is proof that its session is over, so that is closed at once
 * and others follow without waiting for the lease. A child that gives no sign of life is killed
 * first, and its death waited for: nothing is ever closed for a process that was not reaped.
 *
 * <p>Confined to the thread that supervises, but for what is said.
 */
public final class Supervisor {

  /** A node that ends like this is not started again: it was asked to, or can not understand. */
  private static final Set<Integer> FINAL = Set.of(ExitCode.OK, ExitCode.USAGE);

  private final NodeConfig node;
  private final WatchdogConfig config;
  private final EventSink events;
  private final Ward.Program program;
  private final RestartPlan plan;
  private final Reaper reaper;
  private final Optional<KernelWatchdog> kernel;

  private final CountDownLatch stopping = new CountDownLatch(1); // Counted down by the hook.
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private volatile @Nullable Ward ward; // Written by the thread that supervises.
  private boolean deviceFailed;

  /** Starts nothing yet; arms the device, if there is one. */
  Supervisor(NodeConfig node, EventSink events, Ward.Program program) {
    this.node = node;
    this.config = node.watchdog();
    this.events = events;
    this.program = program;
    this.plan = new RestartPlan(config.restarts());
    this.reaper = Reaper.open(node.asVisitor(), events);
    // Last: from here on the machine depends on this process.
    this.kernel = config.device().map(KernelWatchdog::arm);
  }

  /**
   * Supervises until the node has ended for good. SIGTERM and SIGINT are passed on to it as
   * SIGTERM, and this process ends as it does; SIGHUP is passed on, and makes it read its file
   * again.
   *
   * @param arguments the command line of the node, without what makes it supervised
   * @return what to exit with: the node's own exit code, or {@link ExitCode#GAVE_UP}
   */
  public static int run(NodeConfig node, EventSink events, List<String> arguments)
      throws InterruptedException {
    Supervisor supervisor = new Supervisor(node, events, new ChildJvm(arguments));
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
    Hangup.does(supervisor::reload);
    int code = ExitCode.SOFTWARE;
    try {
      code = supervisor.supervise();
    } finally {
      supervisor.ended.complete(code);
    }
    return code;
  }

  /* A process that a signal ends reports that signal; what counts is how the node ended. */
  private void stop() {
    stopping.countDown();
    Ward running = ward;
    if (running != null) {
      running.terminate();
    }
    int code = ended.join();
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private void reload() {
    Ward running = ward;
    if (running != null) {
      try {
        running.reload();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Until the node has ended for good. */
  int supervise() throws InterruptedException {
    try {
      return startAgainAndAgain();
    } finally {
      // All that has a bound of its own: there is nobody left to start.
      reaper.await(node.elections().timing().callTimeout().multipliedBy(2));
      kernel.flatMap(KernelWatchdog::disarm).ifPresent(this::deviceFails);
      reaper.close();
    }
  }

  private int startAgainAndAgain() throws InterruptedException {
    while (true) {
      Ward child = Ward.start(program, config);
      ward = child;
      events.accept(new SupervisorEvent.Supervises(child.pid(), ProcessHandle.current().pid()));
      if (stopping.getCount() == 0) {
        child.terminate(); // The hook may have come before it could see this one.
      }
      awaitEnd(child);
      int code = bury(child);
      if (stopping.getCount() == 0 || FINAL.contains(code)) {
        return code;
      }
      Optional<Duration> pause = plan.next(child.started(), System.nanoTime());
      if (pause.isEmpty()) {
        WatchdogConfig.Restarts limits = config.restarts();
        events.accept(new SupervisorEvent.GivesUp(limits.most(), limits.within().toMillis()));
        return ExitCode.GAVE_UP;
      }
      events.accept(new SupervisorEvent.Restarts(pause.get().toMillis()));
      if (awaitStop(pause.get())) {
        return code;
      }
    }
  }

  private void awaitEnd(Ward child) throws InterruptedException {
    Duration tick = config.beatEvery();
    while (!child.awaitEnd(tick)) {
      Duration silent = child.silentTooLong();
      if (!silent.isZero()) {
        events.accept(new SupervisorEvent.Stalled(child.pid(), silent.toMillis()));
        child.kill();
        awaitGone(child);
        return;
      }
      pet();
      reaper.keepWarm();
      child.lookAtChildren();
    }
  }

  /* The device is not petted: if the kernel can not end the process, it may end the machine. */
  private void awaitGone(Ward child) throws InterruptedException {
    if (!child.awaitEnd(config.stallLimit())) {
      events.accept(new SupervisorEvent.Undead(child.pid()));
      while (!child.awaitEnd(config.stallLimit())) {}
    }
  }

  private int bury(Ward child) throws InterruptedException {
    ward = null;
    int code = child.exitCode();
    if (!FINAL.contains(code)) {
      endOrphans(child); // Before anybody else can lead.
    }
    Optional<String> run = child.lastWords();
    run.ifPresent(number -> reaper.reap(number, child.pid()));
    events.accept(new SupervisorEvent.Died(child.pid(), code));
    return code;
  }

  /* Who ends by itself has decided what goes on without it; who dies has not. */
  private void endOrphans(Ward child) {
    List<Long> ended = child.killOrphans().stream().map(ProcessHandle::pid).toList();
    if (!ended.isEmpty()) {
      events.accept(new SupervisorEvent.EndsOrphans(child.pid(), ended));
    }
  }

  /* Nobody runs who could do harm, so the device is petted. */
  private boolean awaitStop(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    while (true) {
      pet();
      reaper.keepWarm();
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (stopping.await(Math.min(left, config.beatEvery().toNanos()), TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
  }

  private void pet() {
    kernel.flatMap(KernelWatchdog::pet).ifPresent(this::deviceFails);
  }

  private void deviceFails(String reason) {
    if (!deviceFailed) {
      deviceFailed = true;
      events.accept(new SupervisorEvent.DeviceFails(reason));
    }
  }
}
