package io.primacy.election.node.demo;

import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.demo.Episode.Change;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.LabNodeCommand;
import io.primacy.election.node.lab.Moment.Accepted;
import io.primacy.election.node.lab.Moment.Answered;
import io.primacy.election.node.lab.Moment.Refused;
import io.primacy.election.node.lab.Moment.Told;
import io.primacy.election.node.lab.Words;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What acts claim, judged on what the ledger saw. Pure. */
final class Claims {

  /** How many of the last appends must be one leader's for the act to have settled. */
  static final int SETTLED = 10;

  /** Two appends and the demo's reading of them; not the election's. */
  static final Duration READING = LabNodeCommand.INTERVAL.multipliedBy(4);

  private Claims() {}

  /** The last appends are all of one leader. */
  static Check oneLeader(Episode episode) {
    List<Accepted> all = episode.accepted();
    List<Accepted> last = all.subList(Math.max(0, all.size() - SETTLED), all.size());
    Set<String> leaders =
        last.stream()
            .map(append -> append.entry().node() + " with token " + append.entry().token())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Check(
        "exactly one leader",
        last.size() == SETTLED && leaders.size() == 1,
        last.size() < SETTLED ? last.size() + " appends" : String.join(" and ", leaders));
  }

  /** Leadership went to the other node, once, with a higher token. */
  static Check tokenRose(Episode episode) {
    List<Change> changes = episode.changes();
    boolean held =
        changes.size() == 1
            && changes.get(0).rises()
            && !changes.get(0).last().entry().node().equals(changes.get(0).first().entry().node());
    return new Check("the other node leads, its token is higher", held, path(episode));
  }

  /** Nothing changed. */
  static Check leaderStayed(Episode episode) {
    return new Check(
        "the leader stayed, with its token", episode.changes().isEmpty(), path(episode));
  }

  /** No longer without a leader than a bound. */
  static Check gapWithin(Episode episode, Duration bound, String boundIs) {
    Optional<Duration> gap = episode.withoutLeader();
    Duration limit = bound.plus(READING);
    return new Check(
        "leaderless no longer than " + boundIs + " (" + Words.seconds(bound) + ")",
        gap.isPresent() && gap.get().compareTo(limit) <= 0,
        gap.map(Words::brief).orElse("no leader came"));
  }

  /** No longer without a leader than a tenth of the lease, beside what the store itself needs. */
  static Check gapWithinATenth(Episode episode, Duration lease) {
    Duration own = episode.storeElection();
    return gapWithin(
        episode,
        lease.dividedBy(10).plus(own),
        "a tenth of the lease" + (own.isZero() ? "" : ", and an election of the voters"));
  }

  /** It took less time than when a master that nobody supervised was killed. */
  static Check soonerThanByTheLease(Episode episode) {
    Optional<Duration> now = episode.withoutLeader();
    Optional<Duration> then = episode.gapAfterFirstKill();
    return new Check(
        "sooner than by the lease alone",
        now.isPresent() && then.isPresent() && now.get().compareTo(then.get()) < 0,
        now.map(Words::brief).orElse("no leader came")
            + ", by the lease alone "
            + then.map(Words::brief).orElse("not seen"));
  }

  /** The ledger refused nothing. */
  static Check nothingRefused(Episode episode) {
    int refused = episode.refused().size();
    return new Check("no append was refused", refused == 0, refused + " refused");
  }

  /** The leader at the beginning tried to append when it was overtaken, and was refused. */
  static Check lateAppendRefused(Episode episode) {
    long old = episode.lastBefore().map(append -> append.entry().token()).orElse(0L);
    List<Refused> late =
        episode.refused().stream().filter(refusal -> refusal.entry().token() == old).toList();
    return new Check(
        "the late append with token " + old + " was refused",
        !late.isEmpty(),
        late.isEmpty()
            ? "none refused"
            : late.get(0).entry().id() + ", highest " + late.get(0).entry().highest());
  }

  /** Once a higher token was accepted, no lower one was. */
  static Check tokensNeverFell(Episode episode) {
    long highest = episode.lastBefore().map(append -> append.entry().token()).orElse(0L);
    for (Accepted append : episode.accepted()) {
      if (append.entry().token() < highest) {
        return new Check(
            "no lower token was accepted after a higher",
            false,
            append.entry().id() + " accepted after token " + highest);
      }
      highest = append.entry().token();
    }
    return new Check("no lower token was accepted after a higher", true, "highest " + highest);
  }

  /** So many nodes have the candidacy of one more incarnation in the record. */
  static Check standAgain(Episode episode, int nodes) {
    Map<String, Long> again = new TreeMap<>();
    for (Told told : episode.told("stands")) {
      again.put(told.node(), told.details().path("incarnation").asLong());
    }
    again.values().removeIf(incarnation -> incarnation < 2);
    String found =
        again.entrySet().stream()
            .map(entry -> entry.getKey() + ", incarnation " + entry.getValue())
            .collect(Collectors.joining("; "));
    return new Check(
        nodes == 1
            ? "it stands again, as a new incarnation"
            : "all stand again, as new incarnations",
        again.size() == nodes,
        found.isEmpty() ? "none" : found);
  }

  /** These commands were given, in this order, and each ended with 0. */
  static Check ordersCarriedOut(Episode episode, String... commands) {
    List<Answered> answers = episode.answers();
    List<String> given = answers.stream().map(answer -> answer.order().verb()).toList();
    List<String> failed =
        answers.stream()
            .filter(answer -> answer.exitCode() != ExitCode.OK)
            .map(answer -> answer.order().command() + " ended with " + answer.exitCode())
            .toList();
    return new Check(
        "the operator's orders were carried out",
        failed.isEmpty() && given.equals(List.of(commands)),
        failed.isEmpty() ? String.join(", ", given) : String.join(", ", failed));
  }

  private static String path(Episode episode) {
    StringBuilder path = new StringBuilder();
    episode.lastBefore().ifPresent(append -> path.append(name(append)));
    episode.changes().forEach(change -> path.append(" -> ").append(name(change.first())));
    return path.toString();
  }

  private static String name(Accepted append) {
    return append.entry().node() + "/" + append.entry().token();
  }
}
