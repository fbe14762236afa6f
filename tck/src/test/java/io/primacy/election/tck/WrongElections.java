package io.primacy.election.tck;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.ElectionException;
import io.primacy.election.ElectionObserver;
import io.primacy.election.ElectionView;
import io.primacy.election.Elections;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.Operations;
import io.primacy.election.SessionView;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** Elections that are right until a mutant overrides something. */
class WrongElections implements Elections {

  final Elections right;
  private final BiFunction<LeaderElection, Elections, LeaderElection> wrong;
  private final Map<String, LeaderElection> elections = new HashMap<>();

  WrongElections(Elections right, BiFunction<LeaderElection, Elections, LeaderElection> wrong) {
    this.right = right;
    this.wrong = wrong;
  }

  @Override
  public String node() {
    return right.node();
  }

  @Override
  public String run() {
    return right.run();
  }

  @Override
  public CompletionStage<Void> pulse() {
    return right.pulse();
  }

  @Override
  public ElectionsConfig config() {
    return right.config();
  }

  @Override
  public synchronized LeaderElection election(String name) {
    return elections.computeIfAbsent(name, n -> wrong.apply(right.election(n), right));
  }

  @Override
  public Operations operations() {
    return right.operations();
  }

  @Override
  public SessionView session() {
    return right.session();
  }

  @Override
  public CompletionStage<ElectionException> failed() {
    return right.failed();
  }

  @Override
  public CompletionStage<Void> closeAsync() {
    return right.closeAsync();
  }

  @Override
  public void close() {
    right.close();
  }

  /** An election that is right until a mutant overrides something. */
  static class WrongElection implements LeaderElection {

    final LeaderElection right;

    WrongElection(LeaderElection right) {
      this.right = right;
    }

    Leadership wrap(Leadership leadership) {
      return leadership;
    }

    Contender wrap(Contender contender) {
      return new WrongContender(contender, this);
    }

    @Override
    public String name() {
      return right.name();
    }

    @Override
    public CompletionStage<Void> campaign(Candidacy candidacy, Contender contender) {
      return right.campaign(candidacy, wrapped.computeIfAbsent(contender, this::wrap));
    }

    private final Map<Contender, Contender> wrapped = new HashMap<>();

    @Override
    public CompletionStage<Void> change(Candidacy candidacy) {
      return right.change(candidacy);
    }

    @Override
    public CompletionStage<Void> raiseAbove(FencingToken floor) {
      return right.raiseAbove(floor);
    }

    @Override
    public CompletionStage<Void> eligible(boolean eligible) {
      return right.eligible(eligible);
    }

    @Override
    public CompletionStage<Void> withdraw() {
      return right.withdraw();
    }

    @Override
    public CompletionStage<HandoverOutcome> handOver(String targetNode) {
      return right.handOver(targetNode);
    }

    @Override
    public CompletionStage<HandoverOutcome> stepDown(Duration coolDown) {
      return right.stepDown(coolDown);
    }

    @Override
    public Optional<Leadership> leadership() {
      return right.leadership().map(this::wrap);
    }

    @Override
    public Optional<ElectionView> view() {
      return right.view();
    }

    @Override
    public Registration observe(ElectionObserver observer) {
      return right.observe(observer);
    }

    @Override
    public Leadership awaitLeadership(Duration limit)
        throws InterruptedException, TimeoutException {
      return wrap(right.awaitLeadership(limit));
    }
  }

  /** A contender that passes on what it is told. */
  static class WrongContender implements Contender {

    final Contender right;
    final WrongElection election;

    WrongContender(Contender right, WrongElection election) {
      this.right = right;
      this.election = election;
    }

    @Override
    public void granted(Leadership leadership) throws Exception {
      right.granted(election.wrap(leadership));
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) throws Exception {
      right.revoked(election.wrap(leadership), reason);
    }
  }

  /** A leadership that is right until a mutant overrides something. */
  static class WrongLeadership implements Leadership {

    final Leadership right;

    WrongLeadership(Leadership right) {
      this.right = right;
    }

    @Override
    public String election() {
      return right.election();
    }

    @Override
    public FencingToken token() {
      return right.token();
    }

    @Override
    public boolean isHeld() {
      return right.isHeld();
    }

    @Override
    public Duration remaining() {
      return right.remaining();
    }

    @Override
    public <T> T whileHeld(Callable<T> action) throws Exception {
      return right.whileHeld(action);
    }

    @Override
    public CompletionStage<EndReason> ended() {
      return right.ended();
    }
  }
}
