package io.primacy.election.tck;

import io.primacy.election.Leadership;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks every leadership of a rule, over and over, whether it is held. */
final class Sampler {

  private static final Duration EVERY = Duration.ofMillis(2);

  private final EventLoop loop;
  private final TimeSource time;
  private final History history;
  private final List<Member> members = new CopyOnWriteArrayList<>();
  private volatile boolean started; // Written by the rule, read by the loop.

  Sampler(EventLoop loop, TimeSource time, History history) {
    this.loop = loop;
    this.time = time;
    this.history = history;
  }

  void watch(Member member) {
    members.add(member);
    if (!started) {
      started = true;
      next();
    }
  }

  void forget(Member member) {
    members.remove(member);
  }

  /** Asks once, now. */
  void sample() {
    members.forEach(member -> member.leaderships().forEach(leadership -> ask(member, leadership)));
  }

  private void next() {
    loop.schedule(
        EVERY,
        () -> {
          sample();
          next();
        });
  }

  private void ask(Member member, Leadership leadership) {
    long asked = time.nanoTime();
    boolean held = leadership.isHeld();
    history.sample(
        member.toString(), leadership.election(), leadership.token().value(), held, asked);
  }
}
