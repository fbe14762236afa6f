package io.primacy.election.node.torture;

import io.primacy.election.node.torture.Fault.Kind;
import io.primacy.election.node.torture.Fault.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What is broken, when and for how long: a pure function of its values, so that a seed can be
 * played again. What the faults meet is not; threads and processes run as they like.
 *
 * <p>Faults come from a deck that holds each once and is shuffled anew when it is used up, so that
 * a short campaign sees many kinds.
 *
 * @param seed tells campaigns apart
 * @param lease faults last for parts and multiples of it
 * @param servers how many processes the service has beside the nodes
 * @param containers whether processes can be taken off their network
 */
record Schedule(long seed, Duration lease, int servers, boolean containers) {

  /* Around the lease it matters who is first; far below and above it what is remembered. */
  private static final double[] FROZEN = {0.3, 0.9, 0.99, 1.01, 1.3, 3};
  private static final double[] DEAD = {0, 0.3, 1.01, 2};

  private static final int ONE_IN_SO_MANY_IS_TWO = 3;
  private static final int ONE_IN_SO_MANY_IS_LONG = 5;
  private static final int LONG_QUIET = 2;

  private record Card(Kind kind, Target target) {}

  /** The window of a number, from 1. */
  Window window(int number) {
    List<Card> cards = cards();
    int deck = (number - 1) / cards.size();
    Collections.shuffle(cards, random(-deck - 1L));
    Card card = cards.get((number - 1) % cards.size());
    Random random = random(number);
    List<Fault> faults = new ArrayList<>();
    faults.add(fault(card, random));
    if (random.nextInt(ONE_IN_SO_MANY_IS_TWO) == 0) {
      second(cards(), card, random).ifPresent(other -> faults.add(fault(other, random)));
    }
    faults.sort(Comparator.comparing(Fault::lasts));
    double quiet =
        number % ONE_IN_SO_MANY_IS_LONG == 0 ? LONG_QUIET : 0.2 + 0.4 * random.nextDouble();
    return new Window(number, faults, leases(quiet));
  }

  /* On another process than the first. */
  private Optional<Card> second(List<Card> cards, Card first, Random random) {
    Collections.shuffle(cards, random);
    return cards.stream()
        .filter(card -> card.target() != Target.ALL && first.target() != Target.ALL)
        .filter(card -> card.target() != first.target())
        .filter(card -> servers > 1 || !(card.target().isServer() && first.target().isServer()))
        .findFirst();
  }

  private List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    for (Target node : List.of(Target.LEADER, Target.FOLLOWER)) {
      for (Kind kind : List.of(Kind.KILL, Kind.FREEZE, Kind.CLOSE)) {
        cards.add(new Card(kind, node));
      }
    }
    cards.add(new Card(Kind.FREEZE, Target.LEADER)); // The hardest, so once more.
    for (Target server : List.of(Target.SERVER_LEADER, Target.SERVER)) {
      if (servers > (server == Target.SERVER ? 1 : 0)) {
        cards.add(new Card(Kind.KILL, server));
        cards.add(new Card(Kind.FREEZE, server));
      }
    }
    if (containers) {
      List<Target> met = cards.stream().map(Card::target).distinct().toList();
      met.forEach(target -> cards.add(new Card(Kind.CUT_OFF, target)));
    }
    cards.add(new Card(Kind.POWER_CUT, Target.ALL));
    return cards;
  }

  private Fault fault(Card card, Random random) {
    double[] choices = card.kind().isEnd() ? DEAD : FROZEN;
    return new Fault(card.kind(), card.target(), leases(choices[random.nextInt(choices.length)]));
  }

  private Duration leases(double number) {
    return Duration.ofNanos((long) (number * lease.toNanos()));
  }

  /* Neighbouring seeds of this generator begin alike; these are far apart. */
  private Random random(long stream) {
    return new Random((seed * 31 + stream) * 0x9E3779B97F4A7C15L);
  }
}
