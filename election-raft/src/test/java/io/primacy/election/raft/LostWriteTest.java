package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A write that was on its way to a leader of the voters that is gone. */
final class LostWriteTest {

  private static final Duration PATIENT = Duration.ofSeconds(20);

  @Test
  void isDoneByTheNextLeaderWhileItsCallerWaits() throws Exception {
    try (TestVoters voters = TestVoters.of("a", "b", "c")) {
      voters.ids().forEach(id -> voters.start(id, PATIENT));
      String old = voters.awaitLeader();
      String other = voters.ids().stream().filter(id -> !id.equals(old)).findFirst().orElseThrow();
      ElectionBackend follower = voters.voter(other);
      TestVoters.commit(follower, "before", 0, "there");
      voters.isolate(old);

      List<CompletionStage<WriteOutcome>> writes =
          IntStream.range(0, 40)
              .mapToObj(i -> follower.write(TestVoters.key("w" + i), 0, TestVoters.bytes("once")))
              .toList();

      for (int i = 0; i < writes.size(); i++) {
        WriteOutcome outcome = writes.get(i).toCompletableFuture().join();
        long version = TestVoters.read(follower, "w" + i).orElseThrow().version();
        assertEquals(new WriteOutcome.Committed(version), outcome);
      }
    }
  }
}
