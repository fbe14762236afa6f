package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.Renewals;
import io.primacy.election.SessionView;
import io.primacy.election.Timing;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What user code finds when it is told something: it was so before. */
class ToldInOrderTest extends HandDriven {

  @Test
  void whoIsToldOfALeadershipFindsASessionThatSaysTheSame() {
    atOnce = true;
    List<SessionView.State> states = new ArrayList<>();
    Contender asking =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {
            states.add(node.session().state());
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            states.add(node.session().state());
          }
        };
    node.election("ledger").campaign(Candidacy.plain(), asking);
    pass(100);
    assertEquals(List.of(SessionView.State.OPEN), states);
    store.frozen = true;
    pass(5_000);
    assertEquals(List.of(SessionView.State.OPEN, SessionView.State.OPENING), states);
  }

  @Test
  void whoStartsIsToldThatALeadershipIsToEndBeforeItsContenderIs() {
    List<String> told = new ArrayList<>();
    Contender slow =
        new Contender() {
          @Override
          public void granted(Leadership leadership) {
            leadership
                .ending()
                .thenAccept(why -> told.add("ending " + why + " held " + leadership.isHeld()));
            leadership
                .ended()
                .thenAccept(why -> told.add("ended " + why + " held " + leadership.isHeld()));
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            told.add("revoked " + reason + " held " + leadership.isHeld());
          }
        };
    node.election("ledger").campaign(Candidacy.plain(), slow);
    pass(100);
    node.election("ledger").eligible(false);
    pass(100);
    assertEquals(
        List.of(
            "ending NOT_ELIGIBLE held true",
            "revoked NOT_ELIGIBLE held true",
            "ended NOT_ELIGIBLE held false"),
        told);

    told.clear();
    node.election("ledger").eligible(true);
    pass(100);
    store.frozen = true;
    pass(5_000);
    assertEquals(
        List.of("ending LEASE_EXPIRED held false", "ended LEASE_EXPIRED held false"),
        told.stream().filter(line -> !line.startsWith("revoked")).toList());
  }

  @Test
  void aSessionTellsHowItsRenewalsWent() {
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    pass(100);
    Duration lease = Duration.ofSeconds(4);
    assertEquals(0, node.session().renewals().count());
    assertEquals(lease, node.session().renewals().leastHeadroom());

    Duration renewEvery = Timing.ofLease(lease).renewEvery();
    pass(2 * renewEvery.toMillis());

    assertEquals(2, node.session().renewals().count());
    assertEquals(Duration.ZERO, node.session().renewals().total());
    assertEquals(lease.minus(renewEvery), node.session().renewals().leastHeadroom());

    store.frozen = true;
    pass(lease.toMillis());
    assertEquals(Renewals.NONE, node.session().renewals());
  }

  @Test
  void whoIsToldOfARefusalFindsASessionThatSaysTheSame() {
    atOnce = true;
    List<SessionView.State> states = new ArrayList<>();
    node.failed().thenRun(() -> states.add(node.session().state()));
    node.election("ledger").campaign(Candidacy.plain(), nobody);
    for (int sequence = 1; sequence < 10; sequence++) {
      store.put(
          new RecordKey("sessions", "n1"),
          "primacy/1\nsession incarnation=3 floor=2 run=a sequence="
              + sequence
              + " lease=4000ms state=open\n");
      pass(1_000);
    }
    assertEquals(List.of(SessionView.State.REFUSED), states);
  }
}
