package io.primacy.election.node.run;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * This process as a witness: a voter that keeps the store's log and never stands. Opening the store
 * as one of its members is all there is to it; the rest tells how it goes.
 */
public final class WitnessProcess {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final ElectionsConfig config;
  private final ElectionBackend backend;
  private final EventSink events;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private WitnessProcess(ElectionsConfig config, ElectionBackend backend, EventSink events) {
    this.config = config;
    this.backend = backend;
    this.events = events;
  }

  /**
   * Votes until the process is told to stop. SIGTERM and SIGINT close the voter politely and end
   * the process with code 0.
   *
   * @throws BackendException when this process can not be a voter as configured
   */
  public static void run(ElectionsConfig config, EventSink events) throws InterruptedException {
    ElectionBackend backend = Question.open(config);
    if (!backend.votes()) {
      backend.close();
      throw new BackendException(notAVoter(config));
    }
    WitnessProcess witness = new WitnessProcess(config, backend, events);
    Runtime.getRuntime().addShutdownHook(new Thread(witness::stop, "stop"));
    events.accept(
        new NodeEvent.Started(
            config.namespace(), config.provider().name(), ProcessHandle.current().pid()));
    witness.watch();
  }

  private void watch() throws InterruptedException {
    Optional<Boolean> last = Optional.empty();
    do {
      Optional<String> silent = Question.whySilent(backend, config);
      Optional<Boolean> now = Optional.of(silent.isEmpty());
      if (!now.equals(last) && stopped.getCount() > 0) {
        events.accept(
            silent.<NodeEvent>map(NodeEvent.Waits::new).orElseGet(NodeEvent.TakesPart::new));
      }
      last = now;
    } while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
  }

  /* A process that a signal ends reports that signal; a polite end is none, so it says 0 itself. */
  private void stop() {
    try {
      stopped.countDown();
      events.accept(new NodeEvent.Leaves());
      backend.close();
      events.accept(new NodeEvent.Closed());
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private static String notAVoter(ElectionsConfig config) {
    String provider = config.provider().name();
    return "Asked to run "
        + config.node()
        + " as a witness; with election."
        + provider
        + ".* as they are it is no voter of the store ("
        + provider
        + "). Where nodes are the voters, name it among the members; a store with servers of its"
        + " own (ZooKeeper) needs a third server instead of a witness.";
  }
}
