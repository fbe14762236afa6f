package io.primacy.election.tck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of the kit: the harness and what became of each rule so far. */
final class TckRun {

  private static final AtomicInteger CLUSTERS = new AtomicInteger();

  private final BackendHarness harness;
  private final Pattern only;
  private final int places;
  private final Semaphore free;
  private final Map<String, RuleResult> results = new LinkedHashMap<>(); // Guarded by this.

  TckRun(BackendHarness harness, Pattern only) {
    this.harness = harness;
    this.only = only;
    this.places = Math.max(1, harness.rulesAtOnce());
    this.free = new Semaphore(places, true);
    RuleResult.all().forEach(rule -> results.put(rule.id(), rule));
  }

  BackendHarness harness() {
    return harness;
  }

  /** Waits until this rule may run beside those that do: a fault would disturb others. */
  void enter(Rule rule) throws InterruptedException {
    free.acquire(placesOf(rule));
  }

  /** It has ended, and undone what it did. */
  void leave(Rule rule) {
    free.release(placesOf(rule));
  }

  private int placesOf(Rule rule) {
    return rule.alone() || rule.needs().length > 0 ? places : 1;
  }

  /** Why a rule is passed over; noted if it is because the backend does not claim it. */
  synchronized Optional<String> reasonNotToRun(Rule rule) {
    if (!only.matcher(rule.value()).matches()) {
      return Optional.of("not among the rules asked for");
    }
    List<String> missing = RuleResult.notClaimed(rule, harness);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String reason = String.join("; ", missing);
    results.computeIfPresent(
        rule.value(), (id, result) -> result.ended(Verdict.NOT_CLAIMED, 0, reason));
    return Optional.of(reason);
  }

  /* The time of day keeps the namespaces of runs against one lasting service apart. */
  TckCluster newCluster(Rule rule) {
    String namespace =
        "tck-"
            + rule.value().toLowerCase(java.util.Locale.ROOT)
            + "-"
            + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
            + "-"
            + CLUSTERS.incrementAndGet();
    return new TckCluster(harness, namespace);
  }

  synchronized void ended(Rule rule, long millis, @Nullable Throwable failure) {
    Verdict verdict = failure == null ? Verdict.PASSED : Verdict.FAILED;
    String detail = failure == null ? "" : String.valueOf(failure.getMessage());
    results.computeIfPresent(rule.value(), (id, result) -> result.ended(verdict, millis, detail));
  }

  /** A rule failed before it began, or after it had ended. */
  synchronized void failedOutside(Rule rule, Throwable failure) {
    results.computeIfPresent(
        rule.value(),
        (id, result) ->
            result.verdict() == Verdict.FAILED
                ? result
                : result.ended(Verdict.FAILED, result.millis(), String.valueOf(failure)));
  }

  synchronized TckReport report() {
    return new TckReport(harness.provider(), harness.about(), List.copyOf(results.values()));
  }

  /** Fails a run that was meant to be whole and is not. */
  synchronized void requireVerdicts() {
    String missing =
        results.values().stream()
            .filter(result -> result.verdict() == Verdict.NOT_RUN)
            .map(RuleResult::id)
            .filter(id -> only.matcher(id).matches())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new AssertionError(
          "No verdict for "
              + missing
              + ". A partial run proves nothing: run the whole kit, and"
              + " name no nested class of your own like one of its chapters.");
    }
  }
}
