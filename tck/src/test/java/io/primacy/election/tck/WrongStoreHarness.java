package io.primacy.election.tck;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Setting;
import io.primacy.election.tck.sim.VirtualTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The simulated store behind a wrong backend, with all that a wrong backend may want to know. */
class WrongStoreHarness extends SimulatedHarness {

  /** Makes a backend wrong. */
  interface Wrong {
    ElectionBackend make(ElectionBackend right, BackendContext context, WrongStoreHarness harness);
  }

  /** Enough to tell, and no more: mutants leave things behind. */
  static final int MUTANT_CYCLES = 100;

  final VirtualTime time;
  private final Wrong wrong;
  private final ElectionProvider provider;
  private final Set<String> cutOff = new HashSet<>();
  private final List<Runnable> onRestart = new ArrayList<>();
  private final List<Runnable> onHeal = new ArrayList<>();
  private final List<Runnable> onClose = new ArrayList<>();
  private final List<Runnable> onCompact = new ArrayList<>();
  private final Set<String> suffering = new HashSet<>();
  private final Set<String> suffered = new HashSet<>();
  private final AtomicInteger opened = new AtomicInteger();
  private boolean stopped;
  private boolean readOnly;

  WrongStoreHarness(VirtualTime time, Wrong wrong) {
    super(time);
    this.time = time;
    this.wrong = wrong;
    this.provider = new Provider();
  }

  /** Whether nothing gets from a node to the service. */
  boolean isAway(String node) {
    return stopped || cutOff.contains(node);
  }

  /** Whether a fault of the wire befalls a node now. */
  boolean suffers(String node, Fault fault) {
    return suffering.contains(node + fault);
  }

  /** Whether one does or did. */
  boolean suffered(String node, Fault fault) {
    return suffered.contains(node + fault);
  }

  boolean isReadOnly() {
    return readOnly;
  }

  /** How many backends were opened, for a mutant to count. */
  AtomicInteger opened() {
    return opened;
  }

  void onCompact(Runnable action) {
    onCompact.add(action);
  }

  void onRestart(Runnable action) {
    onRestart.add(action);
  }

  void onClose(Runnable action) {
    onClose.add(action);
  }

  @Override
  public void close() {
    onClose.forEach(Runnable::run);
    super.close();
  }

  void onHeal(Runnable action) {
    onHeal.add(action);
  }

  /** The store as it is, for a mutant that keeps a connection of its own. */
  ElectionProvider storeItself() {
    return super.provider();
  }

  @Override
  public ElectionProvider provider() {
    return provider;
  }

  @Override
  public Outage stopService() {
    stopped = true;
    Outage outage = super.stopService();
    return () -> {
      stopped = false;
      onRestart.forEach(Runnable::run);
      outage.end();
    };
  }

  @Override
  public Outage cutOff(String node) {
    cutOff.add(node);
    Outage outage = super.cutOff(node);
    return () -> {
      cutOff.remove(node);
      onHeal.forEach(Runnable::run);
      outage.end();
    };
  }

  @Override
  public Outage disturb(String node, Fault fault) {
    suffering.add(node + fault);
    suffered.add(node + fault);
    Outage outage = super.disturb(node, fault);
    return () -> {
      suffering.remove(node + fault);
      outage.end();
    };
  }

  @Override
  public void compactLog() {
    onCompact.forEach(Runnable::run);
  }

  @Override
  public Outage refuseWrites(String namespace) {
    readOnly = true;
    Outage outage = super.refuseWrites(namespace);
    return () -> {
      readOnly = false;
      outage.end();
    };
  }

  @Override
  public int cycles() {
    return MUTANT_CYCLES;
  }

  void delete(String namespace, RecordKey key) {
    super.deleteRecord(namespace, key);
  }

  private final class Provider implements ElectionProvider {

    @Override
    public String name() {
      return storeItself().name();
    }

    @Override
    public List<Setting<?>> settings() {
      return storeItself().settings();
    }

    @Override
    public Set<Capability> capabilities() {
      return storeItself().capabilities();
    }

    @Override
    public ElectionBackend open(BackendContext context) {
      ElectionBackend right = storeItself().open(context);
      return wrong.make(right, context, WrongStoreHarness.this);
    }
  }
}
