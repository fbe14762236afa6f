package io.primacy.election.node.health.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.health.Health;
import io.primacy.election.node.health.Heard;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.node.health.database.JdbcAccess;
import io.primacy.election.spi.Environment;
import io.primacy.postgres.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real PostgreSQL. */
@Timeout(120)
class JdbcCheckTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Test
  void aDatabaseIsWellWhileItRunsTheStatement() {
    try (PostgresServer server = PostgresServer.start()) {
      assertEquals(Verdict.well("ran 'select 1'"), check(server, "select 1").check(LIMIT));
      Verdict missing = check(server, "select * from gone").check(LIMIT);
      assertFalse(missing.well());
      assertTrue(missing.detail().contains("relation \"gone\" does not exist"), missing.detail());

      server.down();
      assertFalse(check(server, "select 1").check(LIMIT).well());
      server.up();
      assertTrue(check(server, "select 1").check(LIMIT).well());
    }
  }

  @Test
  void statementsThatHangCostNoThreads() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      Rhythm rhythm = new Rhythm(Duration.ofMillis(50), Duration.ofMillis(50), 1, 1);
      NamedCheck hangs =
          new NamedCheck("hangs", Set.of(), rhythm, check(server, "select pg_sleep(600)"));
      try (Health health = new Health(List.of(hangs), Environment.system(), new Heard())) {
        health.start();
        await(() -> health.checks().get(0).detail().startsWith("no answer within"));
        List<String> before = threads();

        TimeUnit.SECONDS.sleep(5); // About four statements and a hundred intervals.

        assertFalse(health.checks().get(0).healthy());
        List<String> grown = threads();
        assertTrue(grown.size() <= before.size() + 1, () -> before + " grew to " + grown);
      }
    }
  }

  private static JdbcCheck check(PostgresServer server, String query) {
    return new JdbcCheck(
        new JdbcAccess(server.url(), Optional.empty(), Optional.empty(), Map.of()), query);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
