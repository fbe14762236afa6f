package io.primacy.election.tck;

import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.LeaderElection;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.sim.VirtualTime;
import java.util.function.Function;

/** The simulated store with wrong elections over it. */
class WrongCoreHarness extends SimulatedHarness {

  /** Makes elections wrong. */
  interface Wrong {
    Elections make(Elections right, VirtualTime time);
  }

  private final VirtualTime time;
  private final Wrong wrong;

  WrongCoreHarness(VirtualTime time, Wrong wrong) {
    super(time);
    this.time = time;
    this.wrong = wrong;
  }

  static Mutant mutant(String name, Wrong wrong) {
    return new Mutant(name, time -> new WrongCoreHarness(time, wrong));
  }

  /** A mutant that is wrong in each election for itself. */
  static Mutant each(String name, Function<LeaderElection, WrongElection> wrong) {
    return mutant(
        name, (right, time) -> new WrongElections(right, (election, all) -> wrong.apply(election)));
  }

  @Override
  public Elections open(ElectionsConfig config, Environment environment) {
    return wrong.make(super.open(config, environment), time);
  }
}
