package io.primacy.election.node.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.torture.Fault.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final Duration LEASE = Duration.ofSeconds(2);

  @Test
  void onlyContainersAreTakenOffTheNetwork() {
    Set<String> here = words(windows(new Schedule(3, LEASE, 3, false), 600));
    Set<String> contained = words(windows(new Schedule(3, LEASE, 3, true), 600));

    assertEquals(
        Set.of(), here.stream().filter(w -> w.startsWith("cut off")).collect(Collectors.toSet()));
    assertEquals(
        Set.of("cut off leader", "cut off follower", "cut off server leader", "cut off server"),
        contained.stream().filter(w -> w.startsWith("cut off")).collect(Collectors.toSet()));
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    assertEquals(
        windows(new Schedule(7, LEASE, 3, false), 500),
        windows(new Schedule(7, LEASE, 3, false), 500));
  }

  @Test
  void aWindowDoesNotDependOnThoseThatWereAskedForBefore() {
    Schedule schedule = new Schedule(7, LEASE, 3, false);
    Window asked = schedule.window(100);
    windows(schedule, 50);

    assertEquals(asked, schedule.window(100));
  }

  @Test
  void anotherSeedGivesOtherFaults() {
    Set<List<Window>> all = new HashSet<>();
    for (long seed = -50; seed < 50; seed++) {
      all.add(windows(new Schedule(seed, LEASE, 3, false), 12));
    }
    assertEquals(100, all.size());
  }

  @Test
  void faultsLastForPartsOfTheLease() {
    Schedule once = new Schedule(7, LEASE, 3, false);
    Schedule twice = new Schedule(7, LEASE.multipliedBy(2), 3, false);
    for (int number = 1; number <= 50; number++) {
      Duration expected = once.window(number).quiet().multipliedBy(2);
      Duration found = twice.window(number).quiet();
      assertTrue(expected.minus(found).abs().toMillis() <= 1, () -> expected + ", " + found);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aDeckHoldsEachFaultAtLeastOnce(int servers) {
    int cards = servers == 1 ? 10 : 12;
    Set<String> ever = words(windows(new Schedule(3, LEASE, servers, false), 600));
    Set<String> first = words(windows(new Schedule(3, LEASE, servers, false), cards));

    assertEquals(ever, first);
    assertTrue(ever.containsAll(Set.of("kill -9 leader", "freeze follower", "power cut")));
    assertEquals(servers > 1, ever.contains("kill -9 server"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void faultsThatBeginTogetherMeetDifferentProcesses(int servers) {
    List<Window> windows = windows(new Schedule(3, LEASE, servers, false), 600);
    for (Window window : windows) {
      Set<Target> targets = window.faults().stream().map(Fault::target).collect(Collectors.toSet());
      assertEquals(window.faults().size(), targets.size(), window::words);
      assertFalse(targets.contains(Target.ALL) && targets.size() > 1, window::words);
      assertFalse(
          servers == 1 && targets.stream().filter(Target::isServer).count() > 1, window::words);
    }
    assertTrue(windows.stream().anyMatch(window -> window.faults().size() == 2));
    assertNotEquals(2, windows.stream().mapToInt(window -> window.faults().size()).min().orElse(2));
  }

  @Test
  void faultsEndInTheOrderInWhichTheyAreListed() {
    for (Window window : windows(new Schedule(3, LEASE, 3, false), 600)) {
      List<Duration> ends = window.faults().stream().map(Fault::lasts).toList();
      assertEquals(ends.stream().sorted().toList(), ends);
    }
  }

  private static List<Window> windows(Schedule schedule, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(schedule::window).toList();
  }

  private static Set<String> words(List<Window> windows) {
    return windows.stream()
        .flatMap(window -> window.faults().stream())
        .map(Fault::words)
        .collect(Collectors.toSet());
  }
}
