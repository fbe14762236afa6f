package io.primacy.election.core;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.ElectionException;
import io.primacy.election.ElectionView;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Names;
import io.primacy.election.NodeView;
import io.primacy.election.Operations;
import io.primacy.election.ReapOutcome;
import io.primacy.election.core.Amendment.Found;
import io.primacy.election.spi.RecordKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** What an operator does, as changes of records. Called by anyone; works on the loop. */
final class Operator implements Operations {

  private final Node node;
  private final Footing footing;
  private final LongSupplier nonces;

  Operator(Node node, Footing footing, LongSupplier nonces) {
    this.node = node;
    this.footing = footing;
    this.nonces = nonces;
  }

  @Override
  public CompletionStage<ElectionView> lay(String election, Directive directive) {
    requireNonNull(directive, "directive");
    return direct(
        election,
        orders -> {
          boolean laid = orders.directives().all().contains(directive);
          return laid ? orders : orders.change(present -> present.with(directive));
        });
  }

  @Override
  public CompletionStage<ElectionView> lift(
      String election, Directive.Kind kind, Optional<String> named, Actor by) {
    LiftedEntry note =
        new LiftedEntry(
            requireNonNull(kind, "kind"),
            requireNonNull(named, "node"),
            requireNonNull(by, "by"),
            node.time().wallMillis(),
            Map.of());
    return direct(election, orders -> orders.lifting(note));
  }

  @Override
  public CompletionStage<HandoverOutcome> handOver(String election, String target, Actor by) {
    requireNonNull(target, "target");
    return ask(election, Request.Want.HANDOVER, Optional.of(target), Duration.ZERO, by);
  }

  @Override
  public CompletionStage<HandoverOutcome> withdraw(
      String election, boolean stays, Duration coolDown, Actor by) {
    return ask(
        election,
        stays ? Request.Want.STEP_DOWN : Request.Want.WITHDRAW,
        Optional.empty(),
        Request.requireCoolDown(coolDown),
        by);
  }

  @Override
  public CompletionStage<NodeView> node(String name) {
    RecordKey key = sessionKey(name);
    return session(name, key, present -> Optional.empty());
  }

  @Override
  public CompletionStage<NodeView> fence(String name, Actor by) {
    RecordKey key = sessionKey(name);
    requireNonNull(by, "by");
    return session(
        name,
        key,
        Amendment.ofPresent(
            session ->
                session.open()
                    ? Optional.of(
                        session
                            .fenced(session.incarnation())
                            .saying("fenced-by", by.name())
                            .saying("proof", by.reason()))
                    : Optional.empty()));
  }

  @Override
  public CompletionStage<ReapOutcome> reap(String name, String run) {
    RecordKey key = sessionKey(name);
    requireNonNull(run, "run");
    return onLoop((done, failed) -> new Reaping(key, run, footing, done, failed).start());
  }

  private CompletionStage<NodeView> session(
      String name, RecordKey key, Amendment.Change<SessionRecord> change) {
    return onLoop(
        (done, failed) ->
            new Amendment<>(
                    key,
                    SharedRecord.SESSION,
                    footing,
                    change,
                    found -> done.accept(view(name, found)),
                    failed)
                .read());
  }

  private CompletionStage<ElectionView> direct(String election, UnaryOperator<Orders> change) {
    RecordKey key = electionKey(election);
    return onLoop(
        (done, failed) ->
            new Amendment<>(
                    key,
                    SharedRecord.ELECTION,
                    footing,
                    present -> changed(key, present, change),
                    found ->
                        done.accept(
                            Views.of(election, found.version(), found.content(), footing.now())),
                    failed)
                .read());
  }

  private static Optional<ElectionRecord> changed(
      RecordKey key, Optional<ElectionRecord> present, UnaryOperator<Orders> change) {
    ElectionRecord before = present.orElse(ElectionRecord.EMPTY);
    ElectionRecord after = before.with(change.apply(before.orders()));
    if (after.equals(before)) {
      return Optional.empty();
    }
    return Optional.of(
        Room.fitted(after, present)
            .orElseThrow(() -> new ElectionException(Room.lacking(key.toString()))));
  }

  private CompletionStage<HandoverOutcome> ask(
      String election, Request.Want want, Optional<String> target, Duration coolDown, Actor by) {
    RecordKey key = electionKey(election);
    target.ifPresent(name -> Names.requireValid("node", name));
    Request request =
        new Request(
            Long.toHexString(nonces.getAsLong()),
            want,
            target,
            coolDown.toMillis(),
            requireNonNull(by, "by"),
            node.time().wallMillis(),
            Map.of());
    return onLoop((done, failed) -> new Inquiry(key, request, footing, done, failed).start());
  }

  private static RecordKey electionKey(String election) {
    return new RecordKey("elections", Names.requireValid("election", election));
  }

  private static RecordKey sessionKey(String name) {
    return new RecordKey("sessions", Names.requireValid("node", name));
  }

  private static NodeView view(String name, Found<SessionRecord> found) {
    SessionRecord session = found.content().orElseGet(() -> SessionRecord.fresh(0));
    return new NodeView(
        name,
        found.content().isPresent(),
        found.version(),
        session.incarnation(),
        session.open(),
        Duration.ofMillis(session.leaseMillis()),
        session.writtenAt());
  }

  /* What is under way when the loop ends is refused as everything else is that it drops. */
  private <T> CompletionStage<T> onLoop(BiConsumer<Consumer<T>, Consumer<ElectionException>> task) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    node.onLoop(
        () ->
            task.accept(
                done -> node.callbacks().execute(() -> stage.complete(done)),
                why -> node.callbacks().execute(() -> stage.completeExceptionally(why))),
        stage::completeExceptionally);
    node.whenOver(stage::completeExceptionally);
    return stage.minimalCompletionStage();
  }
}
