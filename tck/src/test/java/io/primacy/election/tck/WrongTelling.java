package io.primacy.election.tck;

import static io.primacy.election.tck.WrongCoreHarness.each;
import static io.primacy.election.tck.WrongCoreHarness.mutant;

import io.primacy.election.Contender;
import io.primacy.election.ElectionObserver;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Registration;
import io.primacy.election.tck.WrongElections.WrongContender;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Elections that tell user code too much, too little, or while it can not listen. */
final class WrongTelling {

  private WrongTelling() {}

  static List<Mutant> all() {
    return List.of(
        each("tells a grant twice", e -> telling(e, GrantedTwice::new)),
        each("does not tell the end", e -> telling(e, EndUntold::new)),
        each("tells the end twice", e -> telling(e, RevokedTwice::new)),
        each("tells the end after the next beginning", e -> telling(e, LateEnd::new)),
        each("tells every end as if the lease had run out", e -> telling(e, OneReason::new)),
        each("takes no notice of a contender that throws", e -> telling(e, Swallowing::new)),
        each("does not forgive a contender that threw", WrongTelling::unforgiving),
        mutant("waits in a callback until it is closed", WrongTelling::waitingToClose),
        mutant("waits in a callback until it has withdrawn", WrongTelling::waitingToWithdraw),
        mutant("is stuck when a contender throws at the end", WrongTelling::stuckAtTheEnd),
        mutant("waits for ever for work to be finished", WrongTelling::patient),
        mutant("calls all contenders of a node one after the other", WrongTelling::serial),
        each("tells observers what it sees first", OnlyFirstView::new),
        each("tells observers that have ended", NeverEndsObserving::new),
        mutant("gives up when the store is away", WrongTelling::impatient),
        mutant("gives up leadership at the first unknown outcome", WrongTelling::timid));
  }

  private static WrongElection telling(LeaderElection right, Wrap wrap) {
    return new WrongElection(right) {
      @Override
      Contender wrap(Contender contender) {
        return wrap.around(contender, this);
      }
    };
  }

  private interface Wrap {
    Contender around(Contender contender, WrongElection election);
  }

  private static final class GrantedTwice extends WrongContender {
    GrantedTwice(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void granted(Leadership leadership) throws Exception {
      super.granted(leadership);
      super.granted(leadership);
    }
  }

  private static final class RevokedTwice extends WrongContender {
    RevokedTwice(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) throws Exception {
      super.revoked(leadership, reason);
      super.revoked(leadership, reason);
    }
  }

  private static final class EndUntold extends WrongContender {
    EndUntold(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }

  private static final class LateEnd extends WrongContender {
    private Runnable late = () -> {};

    LateEnd(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void granted(Leadership leadership) throws Exception {
      super.granted(leadership);
      late.run();
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {
      late =
          () -> {
            try {
              super.revoked(leadership, reason);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          };
    }
  }

  private static final class OneReason extends WrongContender {
    OneReason(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) throws Exception {
      super.revoked(leadership, EndReason.LEASE_EXPIRED);
    }
  }

  private static final class Swallowing extends WrongContender {
    Swallowing(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void granted(Leadership leadership) {
      try {
        super.granted(leadership);
      } catch (Exception swallowed) {
        // The mutation: nobody learns of it.
      }
    }
  }

  private static WrongElection unforgiving(LeaderElection right) {
    return telling(
        right,
        (contender, election) ->
            new WrongContender(contender, election) {
              @Override
              public void granted(Leadership leadership) throws Exception {
                try {
                  super.granted(leadership);
                } catch (Exception e) {
                  election.right.withdraw();
                  throw e;
                }
              }
            });
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
            telling(
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

  private static final class OnlyFirstView extends WrongElection {
    OnlyFirstView(LeaderElection right) {
      super(right);
    }

    @Override
    public Registration observe(ElectionObserver observer) {
      AtomicBoolean told = new AtomicBoolean();
      return right.observe(
          view -> {
            if (!told.get()) {
              told.set(view.leader().isPresent());
              observer.changed(view);
            }
          });
    }
  }

  private static final class NeverEndsObserving extends WrongElection {
    NeverEndsObserving(LeaderElection right) {
      super(right);
    }

    @Override
    public Registration observe(ElectionObserver observer) {
      right.observe(observer);
      return () -> {};
    }
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
            telling(
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
