package io.primacy.election.node.run;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * This process as a witness: a voter that keeps the store's log and never stands. Opening the store
 * as one of its members is all there is to it; the rest tells how it goes.
 */
public final class WitnessProcess {

  /** Where others may ask how the witness is. */
  @FunctionalInterface
  public interface Port {

    /**
     * Opens it.
     *
     * @param whySilent why it takes no part for now, as it last saw the voters; empty when it does
     * @throws io.primacy.election.ConfigurationException if it can not be opened as configured
     */
    Registration open(Supplier<Optional<String>> whySilent);
  }

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final ElectionsConfig config;
  private final ElectionBackend backend;
  private final EventSink events;
  private final Registration port;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Optional<String> silent = Optional.of("It has not met the other voters yet.");

  private WitnessProcess(
      ElectionsConfig config, ElectionBackend backend, EventSink events, Port port) {
    this.config = config;
    this.backend = backend;
    this.events = events;
    this.port = port.open(() -> silent);
  }

  /**
   * Votes until the process is told to stop. SIGTERM and SIGINT close the voter politely and end
   * the process with code 0.
   *
   * @throws BackendException when this process can not be a voter as configured
   * @throws io.primacy.election.ConfigurationException when the port can not be opened
   */
  public static void run(ElectionsConfig config, EventSink events, Port port)
      throws InterruptedException {
    ElectionBackend backend = Question.open(config);
    if (!backend.votes()) {
      backend.close();
      throw new BackendException(notAVoter(config));
    }
    WitnessProcess witness;
    try {
      witness = new WitnessProcess(config, backend, events, port);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(witness::stop, "stop"));
    events.accept(
        new NodeEvent.Started(
            config.namespace(), config.provider().name(), ProcessHandle.current().pid()));
    witness.watch();
  }

  private void watch() throws InterruptedException {
    Optional<Boolean> last = Optional.empty();
    do {
      silent = Question.whySilent(backend, config);
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
      port.close();
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
