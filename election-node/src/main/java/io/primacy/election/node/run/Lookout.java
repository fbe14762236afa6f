package io.primacy.election.node.run;

import io.primacy.election.ElectionException;
import io.primacy.election.SessionView;
import io.primacy.election.node.config.NodeConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells why a node does not stand, once each time that takes long. */
final class Lookout {

  private static final long LOOK_EVERY_MILLIS = 250;

  private final RunningNode node;
  private final NodeConfig config;
  private final EventSink events;
  private final long patience;

  // Both confined to the thread that waits.
  private long waitsSince = System.nanoTime();
  private boolean told;

  Lookout(RunningNode node, NodeConfig config, EventSink events) {
    this.node = node;
    this.config = config;
    this.events = events;
    Duration twoCalls = config.elections().timing().callTimeout().multipliedBy(2);
    this.patience = twoCalls.toNanos();
  }

  /** Waits until the node can never lead again. */
  ElectionException awaitFailure() throws InterruptedException {
    CompletableFuture<ElectionException> failed = node.failed().toCompletableFuture();
    while (true) {
      try {
        return failed.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        node.look();
        look();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a reason that failed", e);
      }
    }
  }

  private void look() throws InterruptedException {
    SessionView session = node.session();
    long now = System.nanoTime();
    if (session.state() != SessionView.State.OPENING) {
      waitsSince = now;
      told = false;
    } else if (!told && now - waitsSince > patience) {
      told = true;
      String why = Question.whySilent(config.asVisitor()).orElse("It is " + session.detail() + ".");
      // To ask takes time, in which the wait may have ended.
      if (node.session().state() == SessionView.State.OPENING) {
        events.accept(new NodeEvent.Waits(why));
      }
    }
  }
}
