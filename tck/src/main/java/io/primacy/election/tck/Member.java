package io.primacy.election.tck;

import io.primacy.election.Candidacy;
import io.primacy.election.ElectionView;
import io.primacy.election.Elections;
import io.primacy.election.FencingToken;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.history.Event.Kind;
import io.primacy.election.tck.sim.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One run of one node, as the election rules use it. */
final class Member {

  /** The election of rules that need but one. */
  static final String LEDGER = "ledger";

  private final String run;
  private final Elections elections;
  private final Plug plug;
  private final Machine machine;
  private final History history;
  private final Patience patience;
  private final Map<String, RecordingContender> contenders = new ConcurrentHashMap<>();

  Member(
      String run,
      Elections elections,
      Plug plug,
      Machine machine,
      History history,
      Patience patience) {
    this.run = run;
    this.elections = elections;
    this.plug = plug;
    this.machine = machine;
    this.history = history;
    this.patience = patience;
  }

  String node() {
    return elections.node();
  }

  Elections elections() {
    return elections;
  }

  LeaderElection election() {
    return elections.election(LEDGER);
  }

  RecordingContender contender() {
    return contender(LEDGER);
  }

  /** What leads here; made when first asked for, and anew after a withdrawal. */
  RecordingContender contender(String election) {
    return contenders.computeIfAbsent(election, name -> new RecordingContender(run, name, history));
  }

  void campaign() {
    campaign(LEDGER, Candidacy.plain());
  }

  void campaign(int priority) {
    campaign(LEDGER, Candidacy.plain().withPriority(priority));
  }

  void campaign(String election) {
    campaign(election, Candidacy.plain());
  }

  /** Stands, and waits until that is recorded. */
  void campaign(String election, Candidacy candidacy) {
    await(run + "'s candidacy", sendCampaign(election, candidacy));
  }

  CompletionStage<Void> sendCampaign(String election, Candidacy candidacy) {
    history.add(run, election, Kind.STOOD, 0, "priority " + candidacy.priority());
    return elections.election(election).campaign(candidacy, contender(election));
  }

  void eligible(boolean eligible) {
    await(run + " says whether it is eligible", election().eligible(eligible));
  }

  /** Says what a resource has seen, and waits until that is in force. */
  void raiseAbove(FencingToken seen) {
    await(run + " hears of token " + seen, election().raiseAbove(seen));
  }

  /** Withdraws, and waits until that is done. */
  void withdraw() {
    await(run + "'s withdrawal", election().withdraw());
    history.add(run, LEDGER, Kind.WITHDRAWN, 0, "");
  }

  HandoverOutcome handOver(Member target) {
    return await(run + "'s handover", election().handOver(target.node()));
  }

  /** Hands over as soon as the target has been seen alive, which may be a while after it stood. */
  void handOverWhenPossible(Member target) {
    patience.until(run + " hands over to " + target, () -> handOver(target).isDone());
  }

  /** Closes all elections, and waits until that is done. */
  void close() {
    await(run + "'s closing", elections.closeAsync());
    noteClosed();
  }

  /** Nothing may follow. */
  void noteClosed() {
    contenders.keySet().forEach(election -> history.add(run, election, Kind.CLOSED, 0, ""));
  }

  Optional<Leadership> leadership() {
    return leadership(LEDGER);
  }

  /** The leadership held now, once the contender knows of it. */
  Optional<Leadership> leadership(String election) {
    return elections.election(election).leadership().filter(contender(election)::wasGranted);
  }

  boolean leads() {
    return leadership().isPresent();
  }

  boolean leads(String election) {
    return leadership(election).isPresent();
  }

  /** Whether it leads, or was told so at any time. */
  boolean everLed() {
    return election().leadership().isPresent() || !contender().granted().isEmpty();
  }

  Optional<ElectionView> view() {
    return election().view();
  }

  /** Whom it sees leading. */
  Optional<String> seenLeader() {
    return view().flatMap(ElectionView::leader).map(ElectionView.Holder::node);
  }

  /** The candidates it sees, in their order. */
  List<String> seenCandidates() {
    return view().stream()
        .flatMap(view -> view.candidates().stream())
        .map(ElectionView.Candidate::node)
        .toList();
  }

  void unplug() {
    plug.unplug();
  }

  void plugIn() {
    plug.plugIn();
  }

  void freeze(Duration duration) {
    machine.freeze(duration);
  }

  /** Sets the wall clock of its machine. */
  void stepClock(Duration step) {
    machine.stepWallClock(step);
  }

  /** Every leadership it was told of, for the sampler. */
  Stream<Leadership> leaderships() {
    return contenders.values().stream().flatMap(contender -> contender.granted().stream());
  }

  @Override
  public String toString() {
    return run;
  }

  private <T> T await(String what, CompletionStage<T> stage) {
    return patience.result(patience.eventually(), what, stage);
  }
}
