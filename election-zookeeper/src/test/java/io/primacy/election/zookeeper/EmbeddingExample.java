package io.primacy.election.zookeeper;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The example of the README, word for word; {@link EmbeddingExampleTest} runs it. */
final class EmbeddingExample {

  private final Ledger ledger;

  EmbeddingExample(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A resource that checks tokens. */
  interface Ledger {
    void append(FencingToken token, String entry);
  }

  void serve(String node, String connect, CountDownLatch stop) throws InterruptedException {
    // README: begin
    ElectionsConfig config =
        ElectionsConfig.builder()
            .node(node) // The same over restarts, different on every node.
            .provider("zookeeper")
            .set("election.zookeeper.connect", connect)
            .lease(Duration.ofSeconds(3))
            .build();
    Contender contender =
        new Contender() {
          @Override
          public void granted(Leadership leadership) throws Exception {
            leadership.whileHeld(
                () -> {
                  ledger.append(leadership.token(), "opened by " + node);
                  return null;
                });
          }

          @Override
          public void revoked(Leadership leadership, EndReason reason) {
            System.out.println(node + " leads no more: " + reason);
          }
        };
    try (Elections elections = Elections.open(config)) {
      elections.election("ledger").campaign(Candidacy.plain().withPriority(10), contender);
      stop.await();
    } // Finishes, hands over, closes the session.
    // README: end
  }
}
