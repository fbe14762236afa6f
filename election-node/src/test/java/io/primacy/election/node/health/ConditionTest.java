package io.primacy.election.node.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static final int LENGTH = 10;

  @Test
  void unknownIsNotWell() {
    assertFalse(Condition.UNKNOWN.isWell());
  }

  /* Every sequence of answers, against the rule said a second time, over the whole sequence. */
  @Test
  void itChangesWhenEnoughAnswersInARowSaySoAndOnlyThen() {
    for (int fall = 1; fall <= 4; fall++) {
      for (int rise = 1; rise <= 4; rise++) {
        Rhythm rhythm = new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(1), fall, rise);
        for (int answers = 0; answers < 1 << LENGTH; answers++) {
          walk(rhythm, answers);
        }
      }
    }
  }

  private static void walk(Rhythm rhythm, int answers) {
    Condition condition = Condition.UNKNOWN;
    boolean well = false;
    for (int i = 0; i < LENGTH; i++) {
      boolean good = (answers >> i & 1) == 1;
      condition = condition.after(good, rhythm);
      int row = inARow(answers, i, good);
      well = i == 0 ? good : row >= (good ? rhythm.rise() : rhythm.fall()) ? good : well;
      assertEquals(well, condition.isWell(), rhythm + " " + Integer.toBinaryString(answers));
    }
  }

  private static int inARow(int answers, int last, boolean good) {
    int row = 0;
    for (int i = last; i >= 0 && (answers >> i & 1) == 1 == good; i--) {
      row++;
    }
    return row;
  }
}
