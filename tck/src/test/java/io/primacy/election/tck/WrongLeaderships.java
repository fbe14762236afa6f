package io.primacy.election.tck;

import static io.primacy.election.tck.WrongCoreHarness.each;
import static io.primacy.election.tck.WrongCoreHarness.mutant;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionObserver;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import io.primacy.election.tck.WrongElections.WrongElection;
import io.primacy.election.tck.WrongElections.WrongLeadership;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Elections that lead when they must not, do not when they should, or number it wrongly. */
final class WrongLeaderships {

  private WrongLeaderships() {}

  static List<Mutant> all() {
    return List.of(
        each("says for ever that it is held", e -> leading(e, AlwaysHeld::new)),
        each("says what is left of two leases", e -> leading(e, TwiceTheTime::new)),
        each("says that nothing is left", e -> leading(e, NoTime::new)),
        each("never says that it has ended", e -> leading(e, NeverEnded::new)),
        each("gives every leadership the same token", e -> leading(e, l -> token(l, 1))),
        each("counts tokens in each process", WrongLeaderships::counting),
        each(
            "gives tokens that fall",
            e -> leading(e, l -> token(l, 1_000_000 - l.token().value()))),
        each("takes no notice of what a resource has seen", e -> new HearsNothing(e, true)),
        each("takes no notice of it while it leads", e -> new HearsNothing(e, false)),
        each("lets everybody lead", EveryoneLeads::new),
        each("lets nobody lead", NobodyLeads::new),
        each("leads because it looks", LeadsWhenLooking::new),
        mutant("changes the leader every lease", WrongLeaderships::restless),
        mutant(
            "lets the same node run twice",
            (right, time) ->
                new WrongElections(right, (e, all) -> new WrongElection(e)) {
                  @Override
                  public CompletionStage<io.primacy.election.ElectionException> failed() {
                    return new CompletableFuture<>();
                  }
                }),
        mutant(
            "serves fifty elections",
            (right, time) -> {
              int[] served = {0};
              return new WrongElections(
                  right, (e, all) -> ++served[0] > 50 ? new NobodyLeads(e) : new WrongElection(e));
            }),
        mutant(
            "takes names for one another",
            (right, time) ->
                new WrongElections(
                    right,
                    (e, all) -> new WrongElection(all.election(e.name().replace('.', '-'))))),
        mutant(
            "leads one election at a time",
            (right, time) -> {
              String[] first = {""};
              return new WrongElections(
                  right,
                  (e, all) -> {
                    if (first[0].isEmpty()) {
                      first[0] = e.name();
                    }
                    return first[0].equals(e.name()) ? new WrongElection(e) : new NobodyLeads(e);
                  });
            }));
  }

  private static WrongElection leading(LeaderElection right, UnaryOperator<Leadership> wrap) {
    return new WrongElection(right) {
      private final Map<FencingToken, Leadership> known = new HashMap<>();

      @Override
      Leadership wrap(Leadership leadership) {
        return known.computeIfAbsent(leadership.token(), token -> wrap.apply(leadership));
      }
    };
  }

  private static Leadership token(Leadership right, long token) {
    return new WrongLeadership(right) {
      @Override
      public FencingToken token() {
        return new FencingToken(token);
      }
    };
  }

  private static WrongElection counting(LeaderElection right) {
    AtomicLong count = new AtomicLong();
    return leading(right, leadership -> token(leadership, count.incrementAndGet()));
  }

  private static WrongElections restless(io.primacy.election.Elections right, VirtualTime time) {
    return new WrongElections(
        right,
        (election, all) ->
            new WrongElection(election) {
              @Override
              public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
                EventLoop loop = time.newLoop("restless");
                loop.schedule(
                    all.config().timing().lease().multipliedBy(2),
                    () -> election.eligible(false).thenRun(() -> election.eligible(true)));
                return super.campaign(candidacy, contender);
              }
            });
  }

  private static final class HearsNothing extends WrongElection {

    private final boolean ever;

    HearsNothing(LeaderElection right, boolean ever) {
      super(right);
      this.ever = ever;
    }

    @Override
    public CompletionStage<Void> raiseAbove(FencingToken floor) {
      return ever || right.leadership().isPresent()
          ? CompletableFuture.completedStage(null)
          : right.raiseAbove(floor);
    }
  }

  private static final class AlwaysHeld extends WrongLeadership {
    AlwaysHeld(Leadership right) {
      super(right);
    }

    @Override
    public boolean isHeld() {
      return true;
    }
  }

  private static final class TwiceTheTime extends WrongLeadership {
    TwiceTheTime(Leadership right) {
      super(right);
    }

    @Override
    public Duration remaining() {
      return right.remaining().multipliedBy(2);
    }
  }

  private static final class NoTime extends WrongLeadership {
    NoTime(Leadership right) {
      super(right);
    }

    @Override
    public Duration remaining() {
      return Duration.ZERO;
    }
  }

  private static final class NeverEnded extends WrongLeadership {
    NeverEnded(Leadership right) {
      super(right);
    }

    @Override
    public CompletionStage<EndReason> ended() {
      return new CompletableFuture<>();
    }
  }

  /* Leads by itself from the moment it stands, and tells nobody. */
  private static final class EveryoneLeads extends WrongElection {

    private static final AtomicLong TOKENS = new AtomicLong();

    EveryoneLeads(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
      Leadership made = new Made(right.name(), TOKENS.incrementAndGet());
      return CompletableFuture.runAsync(() -> tell(contender, made), Runnable::run);
    }

    private static void tell(Contender contender, Leadership leadership) {
      try {
        contender.granted(leadership);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A leadership that nobody gave. */
  private record Made(String election, long number) implements Leadership {

    @Override
    public FencingToken token() {
      return new FencingToken(number);
    }

    @Override
    public boolean isHeld() {
      return true;
    }

    @Override
    public Duration remaining() {
      return Duration.ofMillis(1);
    }

    @Override
    public <T> T whileHeld(Callable<T> action) throws Exception {
      return action.call();
    }

    @Override
    public CompletionStage<EndReason> ended() {
      return new CompletableFuture<>();
    }
  }

  /** Takes part in nothing. */
  static final class NobodyLeads extends WrongElection {
    NobodyLeads(LeaderElection right) {
      super(right);
    }

    @Override
    public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
      return CompletableFuture.completedStage(null);
    }
  }

  private static final class LeadsWhenLooking extends WrongElection {
    LeadsWhenLooking(LeaderElection right) {
      super(right);
    }

    @Override
    public Registration observe(ElectionObserver observer) {
      right.campaign(
          Candidacy.plain(),
          new Contender() {
            @Override
            public void granted(Leadership leadership) {}

            @Override
            public void revoked(Leadership leadership, EndReason reason) {}
          });
      return right.observe(observer);
    }
  }
}
