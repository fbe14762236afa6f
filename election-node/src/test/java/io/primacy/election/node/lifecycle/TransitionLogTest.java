package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.node.config.LifecycleSettings;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What programs that read logs rely on. */
class TransitionLogTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void everyTransitionIsOneLine() throws Exception {
    SimulatedStore store = SimulatedStore.in(VirtualTime.seeded(3));
    Elections elections = store.elections("n1");
    FakeComponent journal = new FakeComponent("journal", new ArrayList<>());
    Lifecycle lifecycle =
        Lifecycle.of(elections, "ledger", List.of(journal), LifecycleSettings::usual);
    lifecycle.onChange(new TransitionLog("n1", new Lines()));

    FakeLeadership first = new FakeLeadership(7);
    lifecycle.granted(first);
    lifecycle.revoked(first, EndReason.HANDED_OVER);
    first.end(EndReason.HANDED_OVER);
    journal.starts(
        activation -> {
          throw new IllegalStateException("a \"quote\"\nand a line");
        });
    try {
      lifecycle.granted(new FakeLeadership(9));
    } catch (StartFailedException expected) {
      // Told below.
    }

    assertEquals(
        List.of(
            "INFO election=ledger node=n1 token=7 from=PASSIVE to=ACTIVATING reason=\"elected\"",
            "INFO election=ledger node=n1 token=7 from=ACTIVATING to=ACTIVE reason=\"1 started\"",
            "INFO election=ledger node=n1 token=7 from=ACTIVE to=DRAINING reason=\"handed over\"",
            "INFO election=ledger node=n1 token=7 from=DRAINING to=PASSIVE reason=\"handed over\"",
            "INFO election=ledger node=n1 token=9 from=PASSIVE to=ACTIVATING reason=\"elected\"",
            "WARNING election=ledger node=n1 token=9 from=ACTIVATING to=FAILED"
                + " reason=\"journal did not start: java.lang.IllegalStateException:"
                + " a \\\"quote\\\" and a line\""),
        lines);
    store.close();
  }

  private final class Lines implements System.Logger {
    @Override
    public String getName() {
      return TransitionLog.NAME;
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... with) {
      lines.add(level + " " + format);
    }
  }
}
