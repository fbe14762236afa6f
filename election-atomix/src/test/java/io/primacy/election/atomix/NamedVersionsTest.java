package io.primacy.election.atomix;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A hint names what the change made, so that nobody reads what he wrote. */
final class NamedVersionsTest {

  @Test
  void watchersAreToldTheVersionThatAWriteMade() throws Exception {
    try (TestVoters voters = TestVoters.started("a", "b", "w")) {
      voters.awaitLeader();
      List<Long> own = new CopyOnWriteArrayList<>();
      List<Long> others = new CopyOnWriteArrayList<>();
      long first = TestVoters.commitAtLast(voters.voter("a"), "x", 0, "first");
      voters.voter("a").watch(TestVoters.key("x"), own::add);
      voters.voter("b").watch(TestVoters.key("x"), others::add);

      long second = TestVoters.commitAtLast(voters.voter("a"), "x", first, "second");

      TestVoters.await("its own at the writer", () -> own.contains(second));
      TestVoters.await("another's at the other", () -> others.contains(second));
    }
  }
}
