package io.primacy.election.node.health.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.node.health.Condition;
import io.primacy.election.node.health.database.Affinity.Gate;
import io.primacy.election.node.health.database.Affinity.Sight;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffinityTest {

  private static final Condition WELL = new Condition(Condition.State.WELL, 0);
  private static final Condition ILL = new Condition(Condition.State.ILL, 0);

  @Test
  void oneWritableServerOpensTheGate() {
    Affinity affinity = Affinity.UNKNOWN.next(sights(near(WELL), far(ILL)));
    assertEquals(new Affinity(Gate.OPEN, true), affinity);
    assertEquals(
        new Affinity(Gate.OPEN, false), Affinity.UNKNOWN.next(sights(near(ILL), far(WELL))));
  }

  @Test
  void aServerThatDidNotAnswerYetKeepsItShutUnlessAnotherIsWritable() {
    assertEquals(
        Affinity.UNKNOWN, Affinity.UNKNOWN.next(sights(near(Condition.UNKNOWN), far(ILL))));
    assertEquals(
        new Affinity(Gate.OPEN, false),
        Affinity.UNKNOWN.next(sights(near(Condition.UNKNOWN), far(WELL))));
  }

  @Test
  void noWritableServerShutsIt() {
    Affinity affinity = new Affinity(Gate.OPEN, true).next(sights(near(ILL), far(ILL)));
    assertEquals(new Affinity(Gate.NONE_WRITABLE, false), affinity);
    assertEquals(
        "no server is writable: pg1 standby, pg2 standby",
        affinity.why(sights(near(ILL), far(ILL))));
  }

  @Test
  void ofAFailureTheFirstSentenceIsTold() {
    Sight lost =
        new Sight(
            "pg1",
            true,
            ILL,
            DatabaseRole.UNREACHABLE,
            "Connection to 127.0.0.1:1 refused. Check that the port is correct.\nAnd more.");
    assertEquals("pg1 unreachable (Connection to 127.0.0.1:1 refused)", lost.toString());
  }

  @Test
  void twoPrimariesAtOnceShutItUntilOneHasFallen() {
    Affinity open = new Affinity(Gate.OPEN, true);
    Affinity several = open.next(sights(near(WELL), far(WELL)));
    assertEquals(new Affinity(Gate.SEVERAL_WRITABLE, false), several);

    Sight wavers = new Sight("pg2", false, WELL, DatabaseRole.UNREACHABLE, "refused");
    assertEquals(several, several.next(sights(near(WELL), wavers)));
    assertEquals(open, several.next(sights(near(WELL), far(ILL))));
  }

  @Test
  void aSwitchOverIsNoSplit() {
    Sight demoted = new Sight("pg1", true, WELL, DatabaseRole.STANDBY, "");
    Affinity during = new Affinity(Gate.OPEN, true).next(sights(demoted, far(WELL)));
    assertEquals(Gate.OPEN, during.gate());
  }

  private static List<Sight> sights(Sight near, Sight far) {
    return List.of(near, far);
  }

  private static Sight near(Condition condition) {
    return new Sight("pg1", true, condition, role(condition), "");
  }

  private static Sight far(Condition condition) {
    return new Sight("pg2", false, condition, role(condition), "");
  }

  private static DatabaseRole role(Condition condition) {
    return condition.isWell() ? DatabaseRole.PRIMARY : DatabaseRole.STANDBY;
  }
}
