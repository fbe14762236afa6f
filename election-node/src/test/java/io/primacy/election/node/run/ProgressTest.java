package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import io.primacy.election.node.config.Stand;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Stand LEDGER = new Stand("ledger", Candidacy.plain());
  private static final Stand ASIDE = new Stand("aside", Candidacy.plain().withEligible(false));

  private final Progress progress = new Progress(List.of(LEDGER, ASIDE), Clock.systemUTC());
  private final List<String> seen = new ArrayList<>();

  @Test
  void whoMayNotLeadIsPassive() {
    assertEquals(State.STANDBY, state("ledger"));
    assertEquals(State.PASSIVE, state("aside"));
  }

  @Test
  void aNodeIsActiveOnceItsContenderHasReturnedAndNotBefore() throws Exception {
    progress.onChange((election, before, now) -> seen.add(election + " " + now.state().word()));
    Contender contender = progress.of(LEDGER.election(), new Looks());

    contender.granted(leadership(7));
    assertEquals(State.ACTIVE, state("ledger"));
    assertEquals(OptionalLong.of(7), progress.states().get("ledger").token());

    contender.revoked(leadership(7), EndReason.DRAINED);
    assertEquals(State.STANDBY, state("ledger"));
    assertEquals(OptionalLong.empty(), progress.states().get("ledger").token());
    assertEquals(
        List.of(
            "ledger activating",
            "in granted: ACTIVATING",
            "ledger active",
            "ledger draining",
            "in revoked: DRAINING",
            "ledger standby"),
        seen);
  }

  @Test
  void aContenderThatThrowsIsNeverActive() {
    Contender contender =
        progress.of(
            LEDGER.election(),
            new Contender() {
              @Override
              public void granted(Leadership leadership) {
                throw new IllegalStateException("no disk");
              }

              @Override
              public void revoked(Leadership leadership, EndReason reason) {
                throw new IllegalStateException("no disk either");
              }
            });

    assertThrows(IllegalStateException.class, () -> contender.granted(leadership(7)));
    assertEquals(State.ACTIVATING, state("ledger"));
    assertThrows(
        IllegalStateException.class,
        () -> contender.revoked(leadership(7), EndReason.CONTENDER_FAILED));
    assertEquals(State.STANDBY, state("ledger"));
  }

  private State state(String election) {
    return progress.states().get(election).state();
  }

  private static Leadership leadership(long token) {
    return (Leadership)
        Proxy.newProxyInstance(
            Leadership.class.getClassLoader(),
            new Class<?>[] {Leadership.class},
            (proxy, method, arguments) ->
                method.getName().equals("token") ? new FencingToken(token) : null);
  }

  private final class Looks implements Contender {
    @Override
    public void granted(Leadership leadership) {
      seen.add("in granted: " + state("ledger"));
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {
      seen.add("in revoked: " + state("ledger"));
    }
  }
}
