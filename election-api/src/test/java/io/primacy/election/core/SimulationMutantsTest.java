package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The simulation notices what is wrong: each mutant breaks a property it must break, and soon. */
class SimulationMutantsTest {

  private static final long BUDGET = 4_000;

  private record Mutant(Flaws flaws, Set<String> breaks) {}

  private static final Map<String, Mutant> MUTANTS = new TreeMap<>();

  private static void mutant(String name, Proof proof, String... breaks) {
    MUTANTS.put(name, new Mutant(Flaws.of(proof), Set.of(breaks)));
  }

  static {
    mutant("an absent slot is taken for gone", new Flaws.AbsentIsGone(), "S2");
    mutant("an earlier incarnation is taken for gone", new Flaws.EarlierIsGone(), "S2");
    mutant("an open session is taken for gone", new Flaws.OpenIsGone(), "S2");
    mutant("the lease counts from the answer", new Flaws.LeaseFromTheAnswer(), "S2");
    mutant("the challenger waits 0.85 leases", new Flaws.Impatient(), "S2");
    mutant("the challenger trusts the clocks", new Flaws.TrustsClocks(), "S2");
    mutant("the challenger waits its own lease", new Flaws.OwnLeaseForAll(), "S2");
    mutant("nobody ever fences", new Flaws.NeverFences(), "L1", "L2", "L9");
    mutant("a token is given out twice", new Flaws.TokenReused(), "S1", "S3", "S4", "L1");
    mutant("tokens restart with the record", new Flaws.TokenRestarts(), "S3", "S4", "S1");
    mutant("a spent epoch is led again", new Flaws.SpentIsForgotten(), "S1", "S4");
    mutant("what a resource has seen is taken no notice of", new Flaws.NoFloor(), "S20", "L14");
    mutant("tokens that a resource refuses are led", new Flaws.LeadsBelowFloor(), "S20", "L14");
    mutant("a pause is taken no notice of", new Flaws.NoPause(), "S16");
    mutant("a drained node leads", new Flaws.NoDrain(), "S17");
    mutant("a leader never gives way", new Flaws.NoGivingWay(), "L12");
    mutant("a leader gives way at once", new Flaws.NoHoldOff(), "S18");
    mutant("the dead are taken for alive", new Flaws.DeadIsAlive(), "S19");
    mutant("a supervisor closes another run's session", new Flaws.AnyRunIsDead(), "S2");
    MUTANTS.put(
        "a supervisor closes a session before the death is certain",
        new Mutant(Flaws.of(SimSupervisor.Manner.HASTY), Set.of("S2")));
    MUTANTS.put(
        "a supervisor never closes a session",
        new Mutant(Flaws.of(SimSupervisor.Manner.IDLE), Set.of("L13")));
    MUTANTS.put(
        "the wall clock does not tell of a suspend",
        new Mutant(new Flaws(Proof.SOUND, true, false, false), Set.of("S2")));
    MUTANTS.put(
        "the store ignores the expected version",
        new Mutant(
            new Flaws(Proof.SOUND, false, true, false),
            Set.of("S1", "S2", "S3", "S4", "S9", "S14", "S16", "S17", "L7")));
    MUTANTS.put(
        "the store forgets a hint",
        new Mutant(
            new Flaws(Proof.SOUND, false, false, true),
            Set.of("L1", "L2", "L5", "L6", "L12", "L13")));
  }

  @TestFactory
  List<DynamicTest> eachMutantBreaksAPropertyWithinItsBudget() {
    return MUTANTS.entrySet().stream()
        .map(
            entry -> DynamicTest.dynamicTest(entry.getKey(), () -> requireKilled(entry.getValue())))
        .toList();
  }

  private static void requireKilled(Mutant mutant) {
    Optional<String> found =
        LongStream.rangeClosed(1, BUDGET)
            .parallel()
            .mapToObj(
                seed ->
                    new Simulation(seed, mutant.flaws(), false)
                        .run()
                        .map(violation -> "seed " + seed + ": " + violation))
            .flatMap(Optional::stream)
            .findFirst();
    assertTrue(found.isPresent(), "No seed up to " + BUDGET + " noticed");
    String property = found.get().replaceFirst("seed \\d+: (\\w+):.*", "$1");
    System.out.println("simulation: " + found.get());
    assertEquals(Set.of(property), intersection(mutant.breaks(), property), found.get());
  }

  private static Set<String> intersection(Set<String> allowed, String property) {
    return allowed.contains(property) ? Set.of(property) : allowed;
  }
}
