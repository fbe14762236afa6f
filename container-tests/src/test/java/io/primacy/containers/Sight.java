package io.primacy.containers;

import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.Judgement;
import io.primacy.election.node.lab.Ledger;
import io.primacy.election.node.lab.LedgerEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What can be seen of a fleet from outside: its ledger, and what the nodes believed. */
final class Sight {

  private static final Duration EVENTUALLY = Duration.ofSeconds(45);
  private static final int SETTLED = 5;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Fleet fleet;

  Sight(Fleet fleet) {
    this.fleet = fleet;
  }

  String leader() throws IOException {
    return last().node();
  }

  long token() throws IOException {
    return last().token();
  }

  /** Who has written some entries from now on, one after the other. */
  String awaitLeader(Predicate<String> wanted) throws Exception {
    int from = entries().size();
    return await(
        "a node led",
        () -> {
          List<LedgerEntry> all = entries();
          List<LedgerEntry> fresh = all.subList(from, all.size());
          List<LedgerEntry> tail = fresh.subList(Math.max(0, fresh.size() - SETTLED), fresh.size());
          boolean one =
              tail.size() == SETTLED
                  && tail.stream().map(LedgerEntry::token).distinct().count() == 1
                  && wanted.test(tail.get(0).node());
          return one ? Optional.of(tail.get(0).node()) : Optional.empty();
        });
  }

  /** Somebody leads again and goes on for a time, and leadership changed once at most. */
  void awaitMore(Duration length) throws Exception {
    long before = token();
    long begin = System.nanoTime();
    awaitLeader(node -> true);
    await(
        "time passed",
        () -> System.nanoTime() - begin >= length.toNanos() ? Optional.of(true) : Optional.empty());
    awaitLeader(node -> true);
    long changes =
        entries().stream()
            .map(LedgerEntry::token)
            .filter(token -> token > before)
            .distinct()
            .count();
    if (changes > 1) {
      throw new AssertionError("Leadership changed " + changes + " times");
    }
  }

  void awaitRefusal(String node, long token) throws Exception {
    await(
        "a write of " + node + " with token " + token + " was refused",
        () ->
            Ledger.read(Ledger.refusals(fleet.ledger())).stream()
                .filter(entry -> entry.node().equals(node) && entry.token() == token)
                .findFirst());
  }

  /** Its candidacy is recorded once more often than when it led. */
  void awaitStandsAgain(String node) throws Exception {
    await(
        node + " stood again",
        () -> {
          String logs = fleet.logs(node);
          int stands = logs.lastIndexOf("\"event\":\"stands\"");
          int leads = logs.lastIndexOf("\"event\":\"leads\"");
          return stands > leads ? Optional.of(true) : Optional.empty();
        });
  }

  List<Check> judge() throws IOException {
    List<Check> checks = new ArrayList<>(List.of(Judgement.ofSafety(fleet.history())));
    long highest = 0;
    boolean rises = true;
    for (LedgerEntry entry : entries()) {
      rises &= entry.token() >= highest;
      highest = entry.token();
    }
    checks.add(new Check("tokens in the ledger never fall", rises, "highest " + highest));
    return checks;
  }

  private LedgerEntry last() throws IOException {
    List<LedgerEntry> entries = entries();
    return entries.get(entries.size() - 1);
  }

  private List<LedgerEntry> entries() throws IOException {
    return Ledger.read(fleet.ledger());
  }

  private <T> T await(String what, Callable<Optional<T>> look) throws Exception {
    long deadline = System.nanoTime() + EVENTUALLY.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<T> seen = look.call();
      if (seen.isPresent()) {
        return seen.get();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    StringBuilder logs = new StringBuilder();
    for (String node : Fleet.NODES) {
      String log = fleet.logs(node);
      logs.append(node).append(": ").append(log.substring(Math.max(0, log.length() - 1500)));
    }
    throw new AssertionError("Not within " + EVENTUALLY + ": " + what + "\n" + logs);
  }
}
