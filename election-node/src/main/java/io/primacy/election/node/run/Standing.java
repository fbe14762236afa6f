package io.primacy.election.node.run;

import static java.util.Objects.requireNonNull;

import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.LeaderElection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * How this node stands in one election: the configured candidacy, and what parts of the node have
 * to say about it. The one place that stands.
 *
 * <p>While anybody objects, the node is not eligible, and a leader hands over; candidate attribute
 * {@value #HEALTH} tells every machine who objects and why. Boosts are added to the priority,
 * within its bounds, and told in {@value #BOOST}. The store is written to only when the sum has
 * changed, so an objection's text should say what led to it, not the figure of the moment.
 *
 * <p>A node that was withdrawn, by its operator too, stands again by {@link #stand} only. Thread
 * safe; no method waits.
 */
public final class Standing {

  /** The attribute that says who objects. */
  public static final String HEALTH = "health";

  /** The attribute that says what raises the priority. */
  public static final String BOOST = "boost";

  private static final int LONGEST_VALUE = 200;

  private final LeaderElection election;

  // All guarded by this.
  private final Map<String, String> objections = new TreeMap<>();
  private final Map<String, Integer> boosts = new TreeMap<>();
  private Candidacy configured;
  private boolean stood;

  /** Stands nowhere yet. */
  public Standing(LeaderElection election, Candidacy configured) {
    this.election = requireNonNull(election, "election");
    this.configured = requireNonNull(configured, "configured");
  }

  /** The election's name. */
  public String election() {
    return election.name();
  }

  /**
   * Stands, now or again.
   *
   * @return as {@link LeaderElection#campaign}
   */
  public synchronized CompletionStage<Void> stand(Contender contender) {
    stood = true;
    return election.campaign(candidacy(), contender);
  }

  /**
   * Keeps the node from leading until {@link #agree}.
   *
   * @param who one word, {@code "disk"}; what it said before is replaced
   * @param why one phrase for people, {@code "1 GiB free, asked 5 GiB"}
   */
  public synchronized void object(String who, String why) {
    objections.put(who, why);
    tell();
  }

  /** Takes an objection back, if there is one. */
  public synchronized void agree(String who) {
    objections.remove(who);
    tell();
  }

  /** Adds to the priority, in place of what the same one added before; 0 for nothing. */
  public synchronized void boost(String who, int by) {
    if (by == 0) {
      boosts.remove(who);
    } else {
      boosts.put(who, by);
    }
    tell();
  }

  /** Puts another configured candidacy in place of the one before. */
  public synchronized void configure(Candidacy candidacy) {
    configured = requireNonNull(candidacy, "candidacy");
    tell();
  }

  /** Who objects, and why. */
  public synchronized Map<String, String> objections() {
    return Map.copyOf(objections);
  }

  /** How this node stands with all that was said. */
  public synchronized Candidacy candidacy() {
    Map<String, String> attributes = new TreeMap<>(configured.attributes());
    note(attributes, HEALTH, joined(objections, (who, why) -> who + ": " + why));
    note(attributes, BOOST, joined(boosts, (who, by) -> who + (by < 0 ? "" : "+") + by));
    long sum = configured.priority();
    for (int boost : boosts.values()) {
      sum += boost;
    }
    int priority = (int) Math.max(Candidacy.LOWEST, Math.min(Candidacy.HIGHEST, sum));
    return new Candidacy(
        priority, configured.eligible() && objections.isEmpty(), attributes, configured.failback());
  }

  private void tell() {
    if (stood) {
      // How it ends is told by the views of the election. A sum as before is not written.
      var unused = election.change(candidacy());
    }
  }

  private static <T> String joined(Map<String, T> parts, BiFunction<String, T, String> text) {
    return parts.entrySet().stream()
        .map(part -> text.apply(part.getKey(), part.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static void note(Map<String, String> attributes, String key, String value) {
    if (!value.isEmpty()) {
      attributes.put(key, shortened(value));
    }
  }

  /* To what a record holds, one line, without half a character at the end. */
  private static String shortened(String value) {
    String line = wellFormed(value);
    if (line.length() <= LONGEST_VALUE) {
      return line;
    }
    int end = LONGEST_VALUE - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String wellFormed(String value) {
    StringBuilder line = new StringBuilder(value.length());
    value
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
