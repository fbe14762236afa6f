package io.primacy.election.node.health.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.health.Verdict;
import io.primacy.election.node.health.checks.TimeServer.Manner;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wall clock against a time server, a small one on the loopback. */
@Timeout(60)
class NtpCheckTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Manner RIGHT = Manner.wrongBy(Duration.ZERO);
  private static final Manner SILENT = new Manner(Duration.ZERO, 0, 2, 4, true, false);

  private final AtomicLong passed = new AtomicLong();
  private final TimeServer server;
  private final NtpCheck check;

  NtpCheckTest() throws IOException {
    server = new TimeServer(RIGHT);
    check =
        new NtpCheck(
            lateBy(passed),
            Addresses.parse(server.address()),
            Duration.ofMinutes(1),
            Duration.ofHours(1));
  }

  @AfterEach
  void closeTheServer() {
    server.close();
  }

  @Test
  void aClockThatShowsTheTimeIsWell() {
    Verdict verdict = check.check(LIMIT);
    assertTrue(verdict.well(), verdict.detail());
    assertTrue(verdict.detail().contains(server.address()), verdict.detail());
  }

  @ParameterizedTest
  @CsvSource({"PT10M, behind", "PT-10M, ahead of"})
  void aClockThatIsOffIsIllAndSaysWhichWay(Duration wrong, String which) {
    server.behave(Manner.wrongBy(wrong));

    Verdict verdict = check.check(LIMIT);

    assertFalse(verdict.well(), verdict.detail());
    String text =
        "the wall clock is (599|600)\\d{3} ms %s %s, give or take \\d+ ms, allowed 60000 ms";
    assertTrue(verdict.detail().matches(text.formatted(which, server.address())), verdict.detail());
  }

  @ParameterizedTest
  @CsvSource({"PT30S", "PT-30S"})
  void aClockThatIsOffByLessThanTheLimitIsWell(Duration wrong) {
    server.behave(Manner.wrongBy(wrong));
    assertTrue(check.check(LIMIT).well());
  }

  @Test
  void aServerThatNeverAnsweredObjects() {
    server.behave(SILENT);

    Verdict verdict = check.check(SHORT);

    assertFalse(verdict.well());
    assertEquals(
        server.address() + " gave no time: Receive timed out, and never did", verdict.detail());
  }

  @Test
  void aServerThatFallsSilentIsNoIllnessOfThisNodeForAWhile() {
    assertTrue(check.check(LIMIT).well());
    server.behave(SILENT);

    passed.set(Duration.ofMinutes(59).toNanos());
    Verdict silent = check.check(SHORT);
    assertTrue(silent.well(), silent.detail());
    assertTrue(
        silent.detail().contains("gave no time: Receive timed out; 35"), silent.detail()); // 3540 s

    passed.set(Duration.ofMinutes(61).toNanos());
    assertFalse(check.check(SHORT).well());
  }

  @Test
  void aClockThatWasWrongIsNotMadeWellBySilence() {
    server.behave(Manner.wrongBy(Duration.ofMinutes(10)));
    assertFalse(check.check(LIMIT).well());
    server.behave(SILENT);
    assertFalse(check.check(SHORT).well());
    server.behave(RIGHT);
    assertTrue(check.check(LIMIT).well());
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, 4, false, it does not know the time itself",
    "0, 16, 4, false, it does not know the time itself",
    "0, 0, 4, false, it refuses: RATE",
    "0, 2, 3, false, its answer is none of a server",
    "0, 2, 4, true, Originate time does not match the request"
  })
  void whatIsNoTimeIsNotTakenForOne(
      int leap, int stratum, int mode, boolean garbled, String reason) {
    server.behave(new Manner(Duration.ofMinutes(10), leap, stratum, mode, false, garbled));
    assertEquals(
        Verdict.ill(server.address() + " gave no time: " + reason + ", and never did"),
        check.check(LIMIT));
  }

  @Test
  void aServerThatIsNotThereAnswersNothing() {
    server.close();
    assertFalse(check.check(SHORT).well());
  }

  private static TimeSource lateBy(AtomicLong nanos) {
    TimeSource real = Environment.system().time();
    return new TimeSource() {
      @Override
      public long nanoTime() {
        return real.nanoTime() + nanos.get();
      }

      @Override
      public long wallMillis() {
        return real.wallMillis();
      }
    };
  }
}
