package io.primacy.election.tck;

import static io.primacy.election.tck.WrongCoreHarness.each;
import static io.primacy.election.tck.WrongCoreHarness.mutant;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionView;
import io.primacy.election.EndReason;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.tck.WrongElections.WrongContender;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.WrongElections.WrongLeadership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Elections that take candidates for what they are not, or do not let them go. */
final class WrongCandidates {

  private WrongCandidates() {}

  static List<Mutant> all() {
    return List.of(
        each("takes no notice of priorities", e -> standing(e, c -> c.withPriority(0))),
        each("turns priorities round", e -> standing(e, c -> c.withPriority(-c.priority()))),
        each("lets the ineligible lead", e -> standing(e, c -> c.withEligible(true))),
        each("drops attributes", e -> standing(e, c -> c.withAttributes(Map.of()))),
        each("lets the last to stand follow", WrongCandidates::lastFirst),
        each("takes the first candidacy only", FirstCandidacy::new),
        each("takes no notice of eligibility", DeafToEligibility::new),
        each("takes no notice of a withdrawal", DeafToWithdrawal::new),
        each("does not let a withdrawn candidate stand again", OnlyOnce::new),
        each("does not hand over, and says that it did", SaysItHandedOver::new),
        each("never hands over", NeverHandsOver::new),
        each("withdraws to hand over", WithdrawsToHandOver::new),
        each("says that another leads while its leader finishes", EndsBeforeWork::new),
        each("gives up for good when it loses its lease", GivesUp::new),
        mutant(
            "does not withdraw when closed",
            (right, time) ->
                new WrongElections(right, (e, all) -> new WrongElection(e)) {
                  private boolean closed;

                  @Override
                  public CompletionStage<Void> closeAsync() {
                    // The second time is the kit's, when the rule has ended.
                    if (closed) {
                      return right.closeAsync();
                    }
                    closed = true;
                    return CompletableFuture.completedStage(null);
                  }
                }),
        mutant(
            "shows another election",
            (right, time) ->
                new WrongElections(
                    right,
                    (e, all) ->
                        new WrongElection(e) {
                          @Override
                          public Optional<ElectionView> view() {
                            return all.election("another").view();
                          }
                        })));
  }

  private static WrongElection standing(LeaderElection right, UnaryOperator<Candidacy> change) {
    return new WrongElection(right) {
      @Override
      public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
        return super.campaign(change.apply(candidacy), contender);
      }
    };
  }

  /* Whoever sees others before itself stands above them. */
  private static WrongElection lastFirst(LeaderElection right) {
    return new WrongElection(right) {
      @Override
      public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
        int others = right.view().map(view -> view.candidates().size()).orElse(0);
        CompletionStage<Void> stood = super.campaign(candidacy, contender);
        return stood.thenCompose(
            nothing -> {
              int before = right.view().map(view -> view.candidates().size()).orElse(others);
              return candidacy.priority() != 0 || before < 2
                  ? stood
                  : super.campaign(candidacy.withPriority(before), contender);
            });
      }
    };
  }

  private static final class FirstCandidacy extends WrongElection {
    private boolean stands;

    FirstCandidacy(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
      if (stands) {
        return CompletableFuture.completedStage(null);
      }
      stands = true;
      return super.campaign(candidacy, contender);
    }

    @Override
    public CompletionStage<Void> withdraw() {
      stands = false;
      return super.withdraw();
    }
  }

  private static final class DeafToEligibility extends WrongElection {
    DeafToEligibility(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<Void> eligible(boolean eligible) {
      return CompletableFuture.completedStage(null);
    }
  }

  private static final class DeafToWithdrawal extends WrongElection {
    DeafToWithdrawal(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<Void> withdraw() {
      return CompletableFuture.completedStage(null);
    }
  }

  private static final class OnlyOnce extends WrongElection {
    private boolean withdrew;

    OnlyOnce(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
      return withdrew
          ? CompletableFuture.completedStage(null)
          : super.campaign(candidacy, contender);
    }

    @Override
    public CompletionStage<Void> withdraw() {
      withdrew = true;
      return super.withdraw();
    }
  }

  private static final class SaysItHandedOver extends WrongElection {
    SaysItHandedOver(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String targetNode) {
      return CompletableFuture.completedStage(HandoverOutcome.HANDED_OVER);
    }
  }

  private static final class NeverHandsOver extends WrongElection {
    NeverHandsOver(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String targetNode) {
      return CompletableFuture.completedStage(HandoverOutcome.OVERTAKEN);
    }
  }

  private static final class WithdrawsToHandOver extends WrongElection {
    WithdrawsToHandOver(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String targetNode) {
      return right.withdraw().thenApply(nothing -> HandoverOutcome.HANDED_OVER);
    }
  }

  private static final class EndsBeforeWork extends WrongElection {
    EndsBeforeWork(LeaderElection right) {
      super(right);
    }

    @Override
    Contender wrap(Contender contender) {
      return new WrongContender(contender, this) {
        @Override
        public void revoked(Leadership leadership, EndReason reason) throws Exception {
          over = true;
          super.revoked(leadership, reason);
          over = false;
        }
      };
    }

    private boolean over;
    private final Map<Long, Leadership> known = new java.util.HashMap<>();

    @Override
    Leadership wrap(Leadership leadership) {
      return known.computeIfAbsent(
          leadership.token().value(),
          token ->
              new WrongLeadership(leadership) {
                @Override
                public boolean isHeld() {
                  return !over && right.isHeld();
                }
              });
    }
  }

  private static final class GivesUp extends WrongElection {
    GivesUp(LeaderElection right) {
      super(right);
    }

    @Override
    Contender wrap(Contender contender) {
      return new WrongContender(contender, this) {
        @Override
        public void revoked(Leadership leadership, EndReason reason) throws Exception {
          super.revoked(leadership, reason);
          if (!reason.isOrderly()) {
            WrongCandidates.GivesUp.this.right.withdraw();
          }
        }
      };
    }
  }
}
