package io.primacy.election.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.Timing;
import io.primacy.election.spi.RecordKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One node that goes on only when a test says so, and its store. */
abstract class HandDriven {

  final HandLoop loop = new HandLoop();
  final HandLoop threads = new HandLoop();
  /* Closing the node does not close these. */
  final Executor threadsThatStay = task -> runOrQueue(task);
  final HandStore store = new HandStore();
  boolean atOnce;
  final Node node = open("n1");

  final Contender nobody =
      new Contender() {
        @Override
        public void granted(Leadership leadership) {}

        @Override
        public void revoked(Leadership leadership, EndReason reason) {}
      };

  void runOrQueue(Runnable task) {
    if (atOnce) {
      task.run();
    } else {
      threads.execute(task);
    }
  }

  Node open(String name) {
    return Node.open(
        ElectionsConfig.builder()
            .node(name)
            .timing(Timing.ofLease(Duration.ofSeconds(4)))
            .provider(SimStore.provider(context -> store))
            .build(),
        new HandEnvironment(loop, threadsThatStay));
  }

  void pass(long millis) {
    for (long i = 0; i < millis; i += 10) {
      loop.pass(10);
      threads.pass(10);
    }
  }

  static String failure(CompletionStage<?> stage) {
    assertTrue(stage.toCompletableFuture().isDone());
    CompletionException failed =
        assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join());
    assertEquals(ElectionException.class, failed.getCause().getClass());
    return failed.getCause().getMessage();
  }

  String text(RecordKey key) {
    return new String(store.records.get(key).value(), StandardCharsets.UTF_8);
  }

  static String candidate(String node, int priority) {
    return "candidate node="
        + node
        + " incarnation=3 lease=4000ms priority="
        + priority
        + " eligible=true arrival="
        + (10 - priority)
        + "\n";
  }

  int sequence;

  void renew(String node) {
    store.put(
        new RecordKey("sessions", node),
        "primacy/1\nsession incarnation=3 floor=2 run="
            + node
            + " sequence="
            + ++sequence
            + " lease=4000ms state=open\n");
    pass(20);
  }
}
