package io.primacy.election.tck;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.tck.sim.SimulatedStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** A simulated store for the kit, in whatever time. */
class SimulatedHarness implements BackendHarness {

  private static final Duration FLAP = Duration.ofMillis(60);

  private final Environment world;
  private final SimulatedStore store;

  SimulatedHarness(Environment world) {
    this.world = world;
    this.store = SimulatedStore.in(world);
  }

  @Override
  public ElectionProvider provider() {
    return store;
  }

  @Override
  public Environment environment() {
    return world;
  }

  @Override
  public Duration lease() {
    return Duration.ofMillis(500);
  }

  @Override
  public Duration quietly() {
    return Duration.ofMillis(100);
  }

  @Override
  public Set<Fault> faults() {
    return EnumSet.allOf(Fault.class);
  }

  /* There is one server, and it is never lost: a quorum of it goes on. */
  @Override
  public Outage stopOneServer() {
    return () -> {};
  }

  @Override
  public void deleteRecord(String namespace, RecordKey key) {
    store.deleteRecord(namespace, key);
  }

  @Override
  public Outage stopService() {
    store.stop();
    return store::start;
  }

  @Override
  public Outage cutOff(String node) {
    store.unplug(node);
    return () -> store.plugIn(node);
  }

  @Override
  public Outage freezeOneServer() {
    return stopOneServer();
  }

  @Override
  public Outage disturb(String node, Fault fault) {
    switch (fault) {
      case LOSE_REQUESTS -> store.loseRequests(node);
      case LOSE_ANSWERS -> store.loseAnswers(node);
      case DELAY, DRIP -> store.delay(node, fault.delay(lease()));
      case RESET_CONNECTIONS -> {
        return flap(node);
      }
      default -> throw new IllegalArgumentException(fault + " is no fault of a wire");
    }
    return () -> store.plugIn(node);
  }

  /* There is no log. */
  @Override
  public void compactLog() {}

  @Override
  public Outage refuseWrites(String namespace) {
    store.refuseWrites();
    return store::acceptWrites;
  }

  private Outage flap(String node) {
    EventLoop loop = world.newLoop("flap");
    resetOverAndOver(loop, node);
    return () -> {
      loop.close();
      store.plugIn(node);
    };
  }

  private void resetOverAndOver(EventLoop loop, String node) {
    store.reset(node);
    loop.schedule(FLAP, () -> resetOverAndOver(loop, node));
  }

  @Override
  public void close() {
    store.close();
  }
}
