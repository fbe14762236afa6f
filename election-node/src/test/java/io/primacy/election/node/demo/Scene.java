package io.primacy.election.node.demo;

import io.primacy.election.node.console.Json;
import io.primacy.election.node.lab.LedgerEntry;
import io.primacy.election.node.lab.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Moments made by hand. */
final class Scene {

  private final List<Moment> before = new ArrayList<>();
  private List<Moment> now = before;
  private final List<Moment> during = new ArrayList<>();
  private Duration storeElection = Duration.ZERO;
  private long sequence;
  private long highest;

  /** What follows belongs to the act. */
  Scene act() {
    now = during;
    return this;
  }

  /** As many appends as settle an act, 50 ms apart. */
  Scene leads(String node, long token, long fromMillis) {
    for (int i = 0; i < Claims.SETTLED; i++) {
      append(node, token, i + 1, fromMillis + 50L * i);
    }
    return this;
  }

  Scene append(String node, long token, int count, long millis) {
    LedgerEntry entry =
        new LedgerEntry(++sequence, token, highest, node, node + "-" + token + "-" + count);
    highest = Math.max(highest, token);
    now.add(new Moment.Accepted(Duration.ofMillis(millis), entry));
    return told(node, "appended", "id", entry.id(), millis);
  }

  Scene refused(String node, long token, int count, long millis) {
    LedgerEntry entry =
        new LedgerEntry(sequence + 1, token, highest, node, node + "-" + token + "-" + count);
    now.add(new Moment.Refused(Duration.ofMillis(millis), entry));
    return this;
  }

  Scene stands(String node, long incarnation, long millis) {
    now.add(
        new Moment.Told(
            Duration.ofMillis(millis),
            node,
            "stands",
            Json.object().put("incarnation", incarnation)));
    return this;
  }

  Scene told(String node, String event, String key, String value, long millis) {
    now.add(new Moment.Told(Duration.ofMillis(millis), node, event, Json.object().put(key, value)));
    return this;
  }

  Scene did(String node, Moment.Kind kind, long millis) {
    now.add(new Moment.Deed(Duration.ofMillis(millis), node, kind, "kill <1>"));
    return this;
  }

  /** A command and what it ended with. */
  Scene ordered(String about, String verb, int exitCode, long millis) {
    Duration at = Duration.ofMillis(millis);
    Moment.Ordered order = new Moment.Ordered(at, about, verb, verb + " <ledger>");
    now.add(order);
    now.add(new Moment.Answered(at, order, exitCode, "Done."));
    return this;
  }

  Episode episode() {
    return new Episode(before, during, storeElection);
  }

  /** A store that is led by one of the nodes. */
  Scene onStoreThatElectsIn(Duration time) {
    storeElection = time;
    return this;
  }

  List<Moment> moments() {
    List<Moment> all = new ArrayList<>(before);
    all.addAll(during);
    return all;
  }

  List<LedgerEntry> ledger() {
    return moments().stream()
        .filter(Moment.Accepted.class::isInstance)
        .map(moment -> ((Moment.Accepted) moment).entry())
        .toList();
  }
}
