package io.primacy.election.core;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.FencingToken;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One election as applications see it: passes everything on to the loop. Called by anyone. */
final class ElectionHandle implements LeaderElection {

  private final String name;
  private final Node node;
  private final Participation participation; // Its published part aside, confined to the loop.
  private final AtomicReference<@Nullable Contender> contender = new AtomicReference<>();

  ElectionHandle(String name, Node node, Participation participation) {
    this.name = name;
    this.node = node;
    this.participation = participation;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletionStage<Void> campaign(Candidacy candidacy, Contender leads) {
    requireNonNull(candidacy, "candidacy");
    requireNonNull(leads, "contender");
    if (!contender.compareAndSet(null, leads) && !leads.equals(contender.get())) {
      throw new IllegalStateException(
          "Another contender stands in '" + name + "' already: withdraw it first.");
    }
    return onLoop(
        stage -> {
          participation
              .promises()
              .supersede(false, "This node stands in '" + name + "' again; nothing was withdrawn.");
          participation.promises().add(participation::isRecorded, stage, node.callbacks(), true);
          participation.campaign(candidacy, leads);
        });
  }

  @Override
  public CompletionStage<Void> change(Candidacy candidacy) {
    requireNonNull(candidacy, "candidacy");
    return change(before -> candidacy);
  }

  @Override
  public CompletionStage<Void> eligible(boolean eligible) {
    return change(before -> before.withEligible(eligible));
  }

  private CompletionStage<Void> change(UnaryOperator<Candidacy> how) {
    return onLoop(
        stage -> {
          participation
              .promises()
              .add(
                  () -> participation.isOut() || participation.isRecorded(),
                  stage,
                  node.callbacks(),
                  true);
          participation.change(how);
        });
  }

  @Override
  public CompletionStage<Void> raiseAbove(FencingToken floor) {
    long highest = floor.value();
    if (highest == Long.MAX_VALUE) {
      throw new IllegalArgumentException("No token is above " + floor + ": find out who wrote it.");
    }
    return onLoop(
        stage -> {
          participation.raiseAbove(highest);
          node.callbacks().execute(() -> stage.complete(null));
        });
  }

  @Override
  public CompletionStage<Void> withdraw() {
    contender.set(null);
    return onLoop(
        stage -> {
          participation.promises().supersede(true, "This node withdrew from '" + name + "'.");
          participation.promises().add(participation::isOut, stage, node.callbacks(), false);
          participation.withdraw();
        });
  }

  @Override
  public CompletionStage<HandoverOutcome> handOver(String targetNode) {
    return ask(Handover.Wish.to(requireNonNull(targetNode, "targetNode")));
  }

  @Override
  public CompletionStage<HandoverOutcome> stepDown(Duration coolDown) {
    long nanos = Request.requireCoolDown(coolDown).toNanos();
    return ask(
        new Handover.Wish(Optional.empty(), nanos, false, Optional.empty(), Optional.empty()));
  }

  private CompletionStage<HandoverOutcome> ask(Handover.Wish wish) {
    return onLoop(
        stage ->
            participation.handOver(
                new Handover(
                    wish,
                    node.timing(),
                    node.time().nanoTime(),
                    outcome -> node.callbacks().execute(() -> stage.complete(outcome)))));
  }

  @Override
  public Optional<Leadership> leadership() {
    return participation.published().leadership();
  }

  @Override
  public Optional<ElectionView> view() {
    return participation.published().view();
  }

  @Override
  public Registration observe(ElectionObserver observer) {
    return participation.published().observe(requireNonNull(observer, "observer"));
  }

  @Override
  public Leadership awaitLeadership(Duration limit) throws InterruptedException, TimeoutException {
    requireNonNull(limit, "limit");
    node.whyNever().ifPresent(participation.published()::neverLeads);
    return participation.published().awaitLeadership(limit);
  }

  Participation participation() {
    return participation;
  }

  private <T> CompletionStage<T> onLoop(Consumer<CompletableFuture<T>> task) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    node.onLoop(() -> task.accept(stage), stage::completeExceptionally);
    return stage.minimalCompletionStage();
  }
}
