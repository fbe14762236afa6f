package io.primacy.election.node.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.ConfigurationException;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks in virtual time. */
class HealthTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Rhythm RHYTHM =
      new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(2), 3, 2);

  private final VirtualTime time = VirtualTime.seeded(11);
  private final Heard heard = new Heard();
  private @Nullable Health health;

  /** Says what it was told to, one after the other, and then the last for ever. */
  private final class Script implements HealthCheck {

    private final ArrayDeque<Object> answers;
    private int asked;
    private int atOnce;
    private int mostAtOnce;

    Script(Object... answers) {
      this.answers = new ArrayDeque<>(Arrays.asList(answers));
    }

    @Override
    public Verdict check(Duration limit) throws Exception {
      asked++;
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      Object answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
      try {
        if (answer instanceof Duration hangs) {
          time.advance(hangs);
        }
        if (answer instanceof Exception failure) {
          throw failure;
        }
        return answer.equals(false) ? Verdict.ill("no") : Verdict.well("yes");
      } finally {
        atOnce--;
      }
    }
  }

  @AfterEach
  void close() {
    if (health != null) {
      health.close();
    }
  }

  @Test
  void whatHasNotAnsweredIsNotWell() {
    Health started = start(named("slow", new Script(Duration.ofMillis(1500))));

    assertEquals(List.of("slow ill: no answer yet"), heard.of("slow"));
    assertEquals(
        List.of(new CheckView("slow", false, "no answer yet", started.checks().get(0).since())),
        started.checks());
    time.advance(Duration.ofMillis(1600));
    assertEquals(List.of("slow ill: no answer yet", "slow well"), heard.of("slow"));
  }

  @Test
  void aCheckThatHangsCountsAsFailedAndDelaysNoOther() {
    Script hung = new Script(HOUR);
    Script other = new Script(true);
    start(named("hung", hung), named("other", other));

    time.advance(Duration.ofSeconds(53));

    assertEquals(
        List.of("hung ill: no answer yet", "hung ill: no answer within 2000 ms"), heard.of("hung"));
    assertEquals(1, hung.asked, "asked while it hung");
    assertEquals(11, other.asked);
    assertTrue(health().checks().get(0).detail().startsWith("no answer within 52"), this::views);
  }

  @Test
  void whateverComesTooLateIsNotHeard() {
    Rhythm rises = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(2), 3, 1);
    start(new NamedCheck("late", Set.of(), rises, new Script(Duration.ofSeconds(4))));

    time.advance(Duration.ofMinutes(2));

    assertEquals(
        List.of("late ill: no answer yet", "late ill: no answer within 2000 ms"), heard.of("late"));
  }

  @Test
  void aHangIsForgivenLikeAnyOtherFailure() {
    Script script = new Script(true, Duration.ofSeconds(8), true);
    start(named("hick", script));

    time.advance(Duration.ofMinutes(2));

    assertEquals(List.of("hick ill: no answer yet", "hick well"), heard.of("hick"));
    assertEquals(1, script.mostAtOnce);
  }

  @Test
  void whatFlapsIsLeftAlone() {
    Object[] flaps = new Object[200];
    for (int i = 0; i < flaps.length; i++) {
      flaps[i] = i % 3 == 0;
    }
    start(named("flaps", new Script(flaps)));

    time.advance(Duration.ofSeconds(5 * 190));

    assertEquals(List.of("flaps ill: no answer yet", "flaps well"), heard.of("flaps"));
    assertTrue(health().checks().get(0).healthy());
  }

  @Test
  void threeFailuresMakeItIllAndTwoSuccessesWell() {
    start(named("disk", new Script(true, false, false, false, true, false, true, true)));

    time.advance(Duration.ofSeconds(13));
    assertEquals("failed 2 of 3: no", health().checks().get(0).detail());
    time.advance(Duration.ofSeconds(60));

    assertEquals(
        List.of("disk ill: no answer yet", "disk well", "disk ill: no", "disk well"),
        heard.of("disk"));
  }

  @Test
  void whateverIsThrownIsAFailure() {
    start(
        named("throws", new Script(new IllegalStateException("the flows stand still"))),
        named("silent", new Script(new IllegalStateException())));

    time.advance(Duration.ofSeconds(1));

    assertEquals("throws ill: the flows stand still", heard.of("throws").get(1));
    assertEquals("silent ill: IllegalStateException", heard.of("silent").get(1));
  }

  @Test
  void anIllCheckIsFoundOutWithinTheTimeThatIsPromised() {
    Object[] answers = new Object[8];
    Arrays.fill(answers, HOUR);
    answers[0] = true;
    start(named("dies", new Script(answers)));
    time.advance(Duration.ofMillis(1));
    assertEquals("dies well", heard.of("dies").get(1));

    time.advance(RHYTHM.longestUntilIll());

    assertEquals(3, heard.of("dies").size(), this::views);
  }

  @Test
  void nothingIsAskedOrToldAfterTheEnd() {
    Script script = new Script(true);
    AtomicInteger closed = new AtomicInteger();
    HealthCheck closing =
        new HealthCheck() {
          @Override
          public Verdict check(Duration limit) throws Exception {
            return script.check(limit);
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    Health started = start(named("disk", closing));
    time.advance(Duration.ofSeconds(1));

    started.close();
    time.advance(Duration.ofMinutes(1));

    assertEquals(1, script.asked);
    assertEquals(1, closed.get());
    health = null;
  }

  @Test
  void twoChecksOfOneNameAreRefused() {
    NamedCheck one = named("disk", new Script(true));
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> new Health(List.of(one, one), time, heard));
    assertEquals(
        List.of("Two health checks are called 'disk': give one another name."), refused.problems());
  }

  private Health start(NamedCheck... checks) {
    Health started = new Health(List.of(checks), time, heard);
    health = started;
    started.start();
    return started;
  }

  private Health health() {
    return java.util.Objects.requireNonNull(health);
  }

  private String views() {
    return health().checks() + " " + heard.of("dies");
  }

  private static NamedCheck named(String name, HealthCheck check) {
    return new NamedCheck(name, Set.of(), RHYTHM, check);
  }
}
