package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.Leadership;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** All three voters are replaced, one after the other, while elections are held and written. */
final class RollingRestartTest {

  private final List<Long> tokens = new CopyOnWriteArrayList<>();
  private final List<Leadership> leaderships = new CopyOnWriteArrayList<>();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void noTokenGoesBackAndAtMostOneLeads() throws Exception {
    try (ProcessVoters voters = new ProcessVoters();
        Elections a = open(voters, "a");
        Elections b = open(voters, "b");
        ElectionBackend writer = voters.client()) {
      voters.awaitLeader();
      campaign(a);
      campaign(b);
      Thread sampling = new Thread(this::sample);
      sampling.start();
      AtomicLong version = new AtomicLong();
      Thread writing = new Thread(() -> write(writer, version));
      writing.start();
      TestVoters.await("somebody leads", this::somebodyLeads);

      for (String id : voters.ids()) {
        long before = version.get();
        voters.kill(id);
        TestVoters.await("writes go on without " + id, () -> version.get() > before);
        voters.start(id);
        voters.awaitServing(id);
        TestVoters.await("somebody leads", this::somebodyLeads);
      }

      over.set(true);
      sampling.join();
      writing.join();
      assertEquals(1, mostAtOnce.get());
      List<Long> sorted = new ArrayList<>(tokens);
      sorted.sort(null);
      assertEquals(sorted, tokens);
      assertEquals(tokens.stream().distinct().count(), tokens.size());
    }
  }

  private Elections open(ProcessVoters voters, String node) {
    return Elections.open(
        ElectionsConfig.builder()
            .node(node)
            .namespace("rolling")
            .provider("raft")
            .set("election.raft.connect", voters.connect())
            .lease(Duration.ofSeconds(4))
            .build());
  }

  private void campaign(Elections elections) {
    elections
        .election("ledger")
        .campaign(
            Candidacy.plain(),
            new Contender() {
              @Override
              public void granted(Leadership leadership) {
                tokens.add(leadership.token().value());
                leaderships.add(leadership);
              }

              @Override
              public void revoked(Leadership leadership, EndReason reason) {}
            });
  }

  private boolean somebodyLeads() {
    return leaderships.stream().anyMatch(Leadership::isHeld);
  }

  private void sample() {
    while (!over.get()) {
      int now = (int) leaderships.stream().filter(Leadership::isHeld).count();
      mostAtOnce.accumulateAndGet(now, Math::max);
      Thread.onSpinWait();
    }
  }

  private void write(ElectionBackend writer, AtomicLong version) {
    while (!over.get()) {
      WriteOutcome outcome = TestVoters.write(writer, "load", version.get(), "load");
      long now = version.get();
      if (outcome instanceof WriteOutcome.Committed committed) {
        now = committed.version();
      } else if (outcome instanceof WriteOutcome.Conflict conflict) {
        now = conflict.current().map(StoredRecord::version).orElse(0L);
      }
      assertTrue(now >= version.get(), "a version went back");
      version.set(now);
    }
  }
}
