package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.ConfigurationException;
import io.primacy.election.EndReason;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.node.config.LifecycleSettings.WhenStuck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Components that stop one after the other, within one drain limit. */
class StopRoomTest {

  private final StopRoom room =
      new StopRoom(
          Duration.ofSeconds(5),
          Map.of(
              "ledger", Set.of(component(), component(), component()),
              "reports", Set.of(component(), component()),
              "empty", Set.of()));

  @Test
  void whatFitsIsAccepted() {
    assertDoesNotThrow(() -> room.requireFor(each(1666)));
  }

  @Test
  void everyElectionWhoseComponentsDoNotFitIsNamed() {
    assertEquals(
        List.of(problem("ledger", 3, 1667, 5001)), refused(each(1667)), "a millisecond too much");
    assertEquals(
        List.of(problem("ledger", 3, 4999, 14_997), problem("reports", 2, 4999, 9998)),
        refused(each(4999)));
  }

  @Test
  void aLimitThatWasLeftOutIsTheDrainLimitOfAllTogether() {
    assertDoesNotThrow(() -> room.requireFor(each(5000)));
  }

  private List<String> refused(LifecycleSettings settings) {
    return assertThrows(ConfigurationException.class, () -> room.requireFor(settings)).problems();
  }

  private static LifecycleSettings each(long stopMillis) {
    return new LifecycleSettings(
        Duration.ofMinutes(1), Duration.ofMillis(stopMillis), WhenStuck.REPORT);
  }

  private static String problem(String election, int count, int each, int together) {
    return "primacy.lifecycle.stop-limit = "
        + each
        + "ms for each of the "
        + count
        + " components of '"
        + election
        + "' is "
        + together
        + "ms, longer than election.timing.drain-limit (5000ms), after which another node leads all"
        + " the same. Shorten it, or lengthen the drain limit.";
  }

  /* Each another one. */
  private static Component component() {
    return new Component() {
      @Override
      public String name() {
        return "part";
      }

      @Override
      public void start(Activation activation) {}

      @Override
      public void stop(Activation activation, EndReason reason) {}
    };
  }
}
