package shelf;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.BackendHarness;
import io.primacy.election.tck.ElectionTck;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;

/** All that a vendor writes; the shelf is a store in memory here, and breaks nowhere. */
class ShelfTckTest extends ElectionTck {

  private final VirtualTime time = VirtualTime.seeded(1);
  private final SimulatedStore shelf = SimulatedStore.in(time);

  @Override
  protected BackendHarness harness() {
    return new BackendHarness() {
      @Override
      public ElectionProvider provider() {
        return shelf;
      }

      @Override
      public Environment environment() {
        return time;
      }
    };
  }
}
