package io.primacy.election.tck;

import static io.primacy.election.tck.WrongCoreHarness.mutant;

import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.tck.WrongElections.WrongContender;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Elections that wait for what they should not, or do not wait for what they should. */
final class WrongWaiting {

  private WrongWaiting() {}

  static List<Mutant> all() {
    return List.of(
        mutant("waits in a callback until it is closed", WrongWaiting::waitingToClose),
        mutant("waits in a callback until it has withdrawn", WrongWaiting::waitingToWithdraw),
        mutant("is stuck when a contender throws at the end", WrongWaiting::stuckAtTheEnd),
        mutant("waits for ever for work to be finished", WrongWaiting::patient),
        mutant("calls all contenders of a node one after the other", WrongWaiting::serial),
        mutant("gives up when the store is away", WrongWaiting::impatient),
        mutant("gives up leadership at the first unknown outcome", WrongWaiting::timid));
  }

  private static Elections waitingToClose(Elections right, VirtualTime time) {
    return new WrongElections(right, (e, all) -> new WrongElection(e)) {
      @Override
      public void close() {
        var done = right.closeAsync().toCompletableFuture();
        var patience = right.config().timing().drainLimit().multipliedBy(100);
        time.runUntil(() -> done.isDone() && time.time().nanoTime() < 0, patience);
      }
    };
  }

  private static Elections waitingToWithdraw(Elections right, VirtualTime time) {
    return new WrongElections(
        right,
        (e, all) ->
            new WrongElection(e) {
              @Override
              public CompletionStage<Void> withdraw() {
                time.advance(all.config().timing().lease().multipliedBy(100));
                return e.withdraw();
              }
            });
  }

  private static Elections stuckAtTheEnd(Elections right, VirtualTime time) {
    AtomicBoolean stuck = new AtomicBoolean();
    return new WrongElections(
        right,
        (e, all) ->
            new WrongElection(e) {
              @Override
              Contender wrap(Contender contender) {
                return new WrongContender(contender, this) {
                  @Override
                  public void revoked(Leadership leadership, EndReason reason) throws Exception {
                    stuck.set(true);
                    super.revoked(leadership, reason);
                    stuck.set(false);
                  }
                };
              }

              @Override
              public CompletionStage<Void> withdraw() {
                return e.withdraw()
                    .thenCompose(
                        nothing ->
                            stuck.get()
                                ? new CompletableFuture<>()
                                : CompletableFuture.completedStage(null));
              }
            });
  }

  /* Lets the contender finish first, however long it takes, and only then withdraws. */
  private static Elections patient(Elections right, VirtualTime time) {
    return new WrongElections(
        right,
        (e, all) ->
            new WrongElection(e) {
              private Contender contender;
              private boolean told;

              @Override
              Contender wrap(Contender given) {
                contender = given;
                return new WrongContender(given, this) {
                  @Override
                  public void revoked(Leadership leadership, EndReason reason) throws Exception {
                    if (!told) {
                      super.revoked(leadership, reason);
                    }
                  }
                };
              }

              @Override
              public CompletionStage<Void> withdraw() {
                Optional<Leadership> led = e.leadership();
                if (led.isEmpty()) {
                  return e.withdraw();
                }
                told = true;
                return CompletableFuture.runAsync(() -> finish(led.get()), time.newCallbacks("x"))
                    .thenCompose(nothing -> e.withdraw())
                    .whenComplete((nothing, failure) -> told = false);
              }

              private void finish(Leadership leadership) {
                try {
                  contender.revoked(leadership, EndReason.WITHDRAWN);
                } catch (Exception thrown) {
                  // As the core would: it ends all the same.
                }
              }
            });
  }

  private static Elections serial(Elections right, VirtualTime time) {
    AtomicBoolean busy = new AtomicBoolean();
    return new WrongElections(
        right,
        (e, all) ->
            WrongTelling.telling(
                e,
                (contender, election) ->
                    new WrongContender(contender, election) {
                      @Override
                      public void granted(Leadership leadership) throws Exception {
                        time.runUntil(() -> !busy.get(), Duration.ofHours(1));
                        busy.set(true);
                        try {
                          super.granted(leadership);
                        } finally {
                          busy.set(false);
                        }
                      }
                    }));
  }

  private static Elections impatient(Elections right, VirtualTime time) {
    return new WrongElections(
        right,
        (e, all) ->
            new WrongElection(e) {
              @Override
              public CompletionStage<Void> campaign(
                  io.primacy.election.Candidacy candidacy, Contender contender) {
                time.newLoop("impatient")
                    .schedule(
                        all.config().timing().lease(),
                        () -> {
                          if (e.view().isEmpty()) {
                            e.withdraw();
                          }
                        });
                return super.campaign(candidacy, contender);
              }
            });
  }

  private static Elections timid(Elections right, VirtualTime time) {
    return new WrongElections(
        right,
        (e, all) ->
            WrongTelling.telling(
                e,
                (contender, election) ->
                    new WrongContender(contender, election) {
                      @Override
                      public void granted(Leadership leadership) throws Exception {
                        super.granted(leadership);
                        watch(leadership);
                      }

                      private void watch(Leadership leadership) {
                        Duration lease = all.config().timing().lease();
                        time.newLoop("timid")
                            .schedule(
                                Duration.ofMillis(2),
                                () -> {
                                  if (leadership.remaining().compareTo(lease.dividedBy(2)) < 0) {
                                    e.eligible(false).thenRun(() -> e.eligible(true));
                                  } else {
                                    watch(leadership);
                                  }
                                });
                      }
                    }));
  }
}
