package io.primacy.election.tck;

import static io.primacy.election.tck.WrongCoreHarness.each;
import static io.primacy.election.tck.WrongCoreHarness.mutant;

import io.primacy.election.Actor;
import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.Failback;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.NodeView;
import io.primacy.election.Operations;
import io.primacy.election.ReapOutcome;
import io.primacy.election.tck.WrongElections.WrongElection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Elections that do not do what operators ask. */
final class WrongOperations {

  private WrongOperations() {}

  static List<Mutant> all() {
    return List.of(
        operating("takes no notice of what is laid down", Deaf::new),
        operating("never lifts", NeverLifts::new),
        operating("pauses for a day", PausesForADay::new),
        operating("hands over to whoever is best", ToTheBest::new),
        operating("asks, and does not say for whom", Anonymous::new),
        operating("lifts, and does not say for whom", LiftsAnonymously::new),
        operating("says nothing when nobody leads", NeverAnswers::new),
        operating("leaves the sessions of the dead open", LeavesTheDead::new),
        operating("closes the session of whoever runs", ClosesAnyRun::new),
        each("leaves when it should step down", LeavesToStepDown::new),
        each("steps down for a moment", StepsDownForAMoment::new),
        each("never gives way", e -> failingBack(e, Failback.NEVER)),
        each("gives way though nobody said so", e -> failingBack(e, SOON)),
        each("shows candidates that are gone", ShowsTheGone::new));
  }

  private static final Failback SOON = new Failback(Duration.ofMillis(10), Failback.MOST_MOVES);

  private static Mutant operating(String name, Function<Operations, WrongOperating> wrong) {
    return mutant(
        name,
        (right, time) ->
            new WrongElections(right, (e, all) -> new WrongElection(e)) {
              @Override
              public Operations operations() {
                return wrong.apply(right.operations());
              }
            });
  }

  private static WrongElection failingBack(LeaderElection right, Failback failback) {
    return new WrongElection(right) {
      @Override
      public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
        return super.campaign(candidacy.withFailback(failback), contender);
      }
    };
  }

  /** Operations that are right until a mutant overrides something. */
  private static class WrongOperating implements Operations {
    final Operations right;

    WrongOperating(Operations right) {
      this.right = right;
    }

    @Override
    public CompletionStage<ElectionView> lay(String election, Directive directive) {
      return right.lay(election, directive);
    }

    @Override
    public CompletionStage<ElectionView> lift(
        String election, Directive.Kind kind, Optional<String> node, Actor by) {
      return right.lift(election, kind, node, by);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String election, String target, Actor by) {
      return right.handOver(election, target, by);
    }

    @Override
    public CompletionStage<HandoverOutcome> withdraw(
        String election, boolean stays, Duration coolDown, Actor by) {
      return right.withdraw(election, stays, coolDown, by);
    }

    @Override
    public CompletionStage<NodeView> node(String node) {
      return right.node(node);
    }

    @Override
    public CompletionStage<NodeView> fence(String node, Actor by) {
      return right.fence(node, by);
    }

    @Override
    public CompletionStage<ReapOutcome> reap(String node, String run) {
      return right.reap(node, run);
    }
  }

  private static final class Deaf extends WrongOperating {
    Deaf(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<ElectionView> lay(String election, Directive directive) {
      return right.lift(election, directive.kind(), directive.node(), directive.by());
    }
  }

  private static final class NeverLifts extends WrongOperating {
    NeverLifts(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<ElectionView> lift(
        String election, Directive.Kind kind, Optional<String> node, Actor by) {
      return right.lift(election, kind, Optional.of("somebody-else"), by);
    }
  }

  private static final class PausesForADay extends WrongOperating {
    PausesForADay(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<ElectionView> lay(String election, Directive directive) {
      return right.lay(
          election,
          directive.kind() == Directive.Kind.PAUSE
              ? Directive.pause(
                  directive.node(), Directive.LONGEST_PAUSE, directive.by(), directive.setAt())
              : directive);
    }
  }

  private static final class ToTheBest extends WrongOperating {
    ToTheBest(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String election, String target, Actor by) {
      return right.withdraw(election, true, Duration.ZERO, by);
    }
  }

  private static final class Anonymous extends WrongOperating {
    Anonymous(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String election, String target, Actor by) {
      return right.handOver(election, target, new Actor("somebody", "some reason"));
    }
  }

  private static final class LiftsAnonymously extends WrongOperating {
    LiftsAnonymously(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<ElectionView> lift(
        String election, Directive.Kind kind, Optional<String> node, Actor by) {
      return right.lift(election, kind, node, new Actor("somebody", "some reason"));
    }
  }

  private static final class NeverAnswers extends WrongOperating {
    NeverAnswers(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String election, String target, Actor by) {
      return right
          .handOver(election, target, by)
          .thenCompose(
              outcome ->
                  outcome == HandoverOutcome.NOT_LEADER
                      ? new CompletableFuture<>()
                      : CompletableFuture.completedStage(outcome));
    }
  }

  private static final class LeavesTheDead extends WrongOperating {
    LeavesTheDead(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<ReapOutcome> reap(String node, String run) {
      return right.reap(node, run + "0");
    }
  }

  private static final class ClosesAnyRun extends WrongOperating {
    ClosesAnyRun(Operations right) {
      super(right);
    }

    @Override
    public CompletionStage<ReapOutcome> reap(String node, String run) {
      return right
          .reap(node, run)
          .thenCompose(
              outcome ->
                  outcome == ReapOutcome.ANOTHER_RUN
                      ? right
                          .fence(node, new Actor("somebody", "some reason"))
                          .thenApply(closed -> ReapOutcome.ANOTHER_RUN)
                      : CompletableFuture.completedStage(outcome));
    }
  }

  private static final class LeavesToStepDown extends WrongElection {
    LeavesToStepDown(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> stepDown(Duration coolDown) {
      return right.withdraw().thenApply(nothing -> HandoverOutcome.HANDED_OVER);
    }
  }

  private static final class StepsDownForAMoment extends WrongElection {
    StepsDownForAMoment(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<HandoverOutcome> stepDown(Duration coolDown) {
      return right.stepDown(Duration.ofMillis(1));
    }
  }

  private static final class ShowsTheGone extends WrongElection {
    private final Map<String, ElectionView.Candidate> known = new LinkedHashMap<>();

    ShowsTheGone(LeaderElection right) {
      super(right);
    }

    @Override
    public Optional<ElectionView> view() {
      return super.view()
          .map(
              view -> {
                List<ElectionView.Candidate> shown = new ArrayList<>(view.candidates());
                known.forEach(
                    (node, candidate) -> {
                      if (view.candidate(node).isEmpty()) {
                        shown.add(candidate);
                      }
                    });
                view.candidates().forEach(candidate -> known.put(candidate.node(), candidate));
                return new ElectionView(
                    view.election(),
                    view.exists(),
                    view.version(),
                    view.leader(),
                    view.confirmed(),
                    view.token(),
                    shown,
                    view.directives(),
                    view.request(),
                    view.transitions(),
                    view.lifted(),
                    view.seenAt());
              });
    }
  }
}
