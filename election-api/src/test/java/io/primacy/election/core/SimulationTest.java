package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The core in many simulated lives.
 *
 * <p>{@code -Dsimulation.seeds=5000000} runs more of them, {@code -Dsimulation.first=N
 * -Dsimulation.seeds=1} replays one and prints its history.
 */
class SimulationTest {

  @Test
  void noSeedBreaksAPropertyOfTheElection() {
    long first = Long.getLong("simulation.first", 1);
    long seeds = Long.getLong("simulation.seeds", 20_000);
    long begun = System.nanoTime();
    List<Long> grants = new ArrayList<>();
    Optional<Long> broken =
        LongStream.range(first, first + seeds)
            .parallel()
            .filter(
                seed -> {
                  Simulation simulation = new Simulation(seed, Flaws.NONE, false);
                  boolean violated = simulation.run().isPresent();
                  synchronized (grants) {
                    grants.add(simulation.judge().grants);
                  }
                  return violated;
                })
            .boxed()
            .findFirst();
    double minutes = (System.nanoTime() - begun) / 6e10;
    long total = grants.stream().mapToLong(Long::longValue).sum();
    System.out.printf(
        "simulation: %d seeds, %d leaderships, %.0f seeds a minute%n",
        grants.size(), total, grants.size() / minutes);
    assertEquals("", broken.map(SimulationTest::replay).orElse(""));
  }

  static String replay(long seed) {
    Simulation simulation = new Simulation(seed, Flaws.NONE, true);
    Optional<String> violation = simulation.run();
    StringBuilder text =
        new StringBuilder("seed " + seed + ": " + violation.orElse("no violation"));
    text.append("\nreplay: ./mvnw -pl election-api test -Dtest=SimulationTest -Dsimulation.seeds=1")
        .append(" -Dsimulation.first=")
        .append(seed)
        .append('\n');
    simulation.judge().notes().forEach(note -> text.append(note).append('\n'));
    return text.append(simulation.describe()).toString();
  }
}
