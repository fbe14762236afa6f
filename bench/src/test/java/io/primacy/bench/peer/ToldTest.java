package io.primacy.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {

  private final List<String> did = new ArrayList<>();
  private final Told told =
      new Told(
          new Duties() {
            @Override
            public void begin() {
              did.add("begin");
            }

            @Override
            public void end() {
              did.add("end");
            }
          });

  @Test
  void passesOnWhatIsNews() {
    told.hear(false);
    told.hear(true);
    told.hear(true);
    assertTrue(told.leads());
    told.hear(false);
    told.hear(false);

    assertEquals(List.of("begin", "end"), did);
    assertFalse(told.leads());
  }

  @Test
  void hearsNothingOnceItIsOver() {
    told.hear(true);
    told.end();
    told.hear(true);

    assertEquals(List.of("begin", "end"), did);
    assertFalse(told.leads());
  }

  @Test
  void endsNothingThatHasNotBegun() {
    told.end();

    assertEquals(List.of(), did);
  }
}
