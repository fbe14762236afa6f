package io.primacy.election.node.demo;

import io.primacy.election.node.lab.Moment;
import io.primacy.election.node.lab.Moment.Accepted;
import io.primacy.election.node.lab.Moment.Answered;
import io.primacy.election.node.lab.Moment.Deed;
import io.primacy.election.node.lab.Moment.Refused;
import io.primacy.election.node.lab.Moment.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened in one act, and before it.
 *
 * @param before all moments up to its beginning
 * @param during its own
 * @param storeElection how long the store may be away when a node dies that leads it
 */
record Episode(List<Moment> before, List<Moment> during, Duration storeElection) {

  /** From the last append of one leadership to the first of the next. */
  record Change(Accepted last, Accepted first) {
    Duration gap() {
      return first.at().minus(last.at());
    }

    boolean rises() {
      return first.entry().token() > last.entry().token();
    }
  }

  Episode {
    before = List.copyOf(before);
    during = List.copyOf(during);
  }

  /** The append that was the last when the act began. */
  Optional<Accepted> lastBefore() {
    return only(before, Accepted.class).reduce((a, b) -> b);
  }

  List<Accepted> accepted() {
    return only(during, Accepted.class).toList();
  }

  List<Refused> refused() {
    return only(during, Refused.class).toList();
  }

  /** What nodes said of one kind. */
  List<Told> told(String event) {
    return only(during, Told.class).filter(told -> told.event().equals(event)).toList();
  }

  /** What came of the operator's commands. */
  List<Answered> answers() {
    return only(during, Answered.class).toList();
  }

  /** Every time the token of the accepted appends changed. */
  List<Change> changes() {
    return changes(Stream.concat(lastBefore().stream(), accepted().stream()).toList());
  }

  private static List<Change> changes(List<Accepted> appends) {
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i < appends.size(); i++) {
      if (appends.get(i).entry().token() != appends.get(i - 1).entry().token()) {
        changes.add(new Change(appends.get(i - 1), appends.get(i)));
      }
    }
    return changes;
  }

  /**
   * How long there was nobody whose appends were accepted: over all changes of token; in the first
   * election from the first candidacy on. Empty if no leader changed.
   */
  Optional<Duration> withoutLeader() {
    if (lastBefore().isEmpty()) {
      Optional<Duration> stood = told("stands").stream().map(Moment::at).findFirst();
      return stood.flatMap(
          from -> accepted().stream().findFirst().map(append -> append.at().minus(from)));
    }
    return changes().stream().map(Change::gap).reduce(Duration::plus);
  }

  /** Before it: for how long nobody led when a process was first killed. */
  Optional<Duration> gapAfterFirstKill() {
    Optional<Duration> killed =
        only(before, Deed.class)
            .filter(deed -> deed.kind() == Moment.Kind.KILLED)
            .map(Moment::at)
            .findFirst();
    return killed.flatMap(
        at ->
            changes(only(before, Accepted.class).toList()).stream()
                .filter(change -> change.first().at().compareTo(at) > 0)
                .map(Change::gap)
                .findFirst());
  }

  /** The token at the beginning and each one that followed, as "1, 2". */
  String tokens() {
    StringBuilder tokens = new StringBuilder();
    lastBefore().ifPresent(append -> tokens.append(append.entry().token()));
    long last = lastBefore().map(append -> append.entry().token()).orElse(0L);
    for (Accepted append : accepted()) {
      if (append.entry().token() != last) {
        last = append.entry().token();
        tokens.append(tokens.isEmpty() ? "" : " -> ").append(last);
      }
    }
    return tokens.toString();
  }

  private static <T extends Moment> Stream<T> only(List<Moment> moments, Class<T> type) {
    return moments.stream().filter(type::isInstance).map(type::cast);
  }
}
