package io.primacy.election;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an operator has laid down for one election. It is data in the store: it holds for every
 * node, survives restarts of all of them, and is in force until it is lifted or, a pause, over.
 *
 * <p>None of them can make two nodes lead. A pause is committed to the same record as every change
 * of leader, so none follows it that was not asked for.
 *
 * @param kind see there
 * @param node whom it concerns; a pause of the whole election names nobody
 * @param priority in place of the configured one; 0 for other kinds
 * @param by who and why
 * @param setAt when, on the wall clock of whoever set it, in milliseconds
 * @param until when a pause ends, on the same clock; empty for other kinds
 */
public record Directive(
    Kind kind, Optional<String> node, int priority, Actor by, long setAt, OptionalLong until) {

  /** The longest pause; set it anew to make it longer. */
  public static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** What can be laid down. */
  public enum Kind {
    /**
     * No change of leader that nobody asked for. Of a node: nobody takes over from it, and it takes
     * over from nobody.
     */
    PAUSE,
    /** The node comes first, whatever its priority. At most one node is preferred. */
    PREFER,
    /** The node stands with another priority than it is configured with. */
    PRIORITY,
    /** The node hands over what it leads, and does not lead. */
    DRAIN
  }

  public Directive {
    requireNonNull(kind, "kind");
    requireNonNull(node, "node");
    requireNonNull(by, "by");
    requireNonNull(until, "until");
    node.ifPresent(name -> Names.requireValid("node", name));
    if (kind != Kind.PAUSE && node.isEmpty()) {
      throw new IllegalArgumentException("To " + kind + " needs the name of a node.");
    }
    if (priority < Candidacy.LOWEST || priority > Candidacy.HIGHEST) {
      throw new IllegalArgumentException(
          "Priority "
              + priority
              + ": write a number from "
              + Candidacy.LOWEST
              + " to "
              + Candidacy.HIGHEST
              + ".");
    }
    if (kind != Kind.PRIORITY && priority != 0) {
      throw new IllegalArgumentException("To " + kind + " takes no priority.");
    }
    checkEnd(kind, setAt, until);
  }

  private static void checkEnd(Kind kind, long setAt, OptionalLong until) {
    if ((kind == Kind.PAUSE) != until.isPresent()) {
      throw new IllegalArgumentException(
          kind == Kind.PAUSE ? "A pause needs an end." : "To " + kind + " has no end: lift it.");
    }
    if (until.isEmpty()) {
      return;
    }
    long length = until.getAsLong() - setAt;
    if (length <= 0 || length > LONGEST_PAUSE.toMillis()) {
      throw new IllegalArgumentException(
          "A pause of "
              + length
              + " ms: write an end that is later than now, by "
              + LONGEST_PAUSE.toHours()
              + " h at most.");
    }
  }

  /** A pause of a whole election, or of a node in it. */
  public static Directive pause(Optional<String> node, Duration length, Actor by, long nowMillis) {
    return new Directive(
        Kind.PAUSE, node, 0, by, nowMillis, OptionalLong.of(nowMillis + length.toMillis()));
  }

  /** Prefers a node. */
  public static Directive prefer(String node, Actor by, long nowMillis) {
    return new Directive(Kind.PREFER, Optional.of(node), 0, by, nowMillis, OptionalLong.empty());
  }

  /** Gives a node another priority. */
  public static Directive priority(String node, int priority, Actor by, long nowMillis) {
    return new Directive(
        Kind.PRIORITY, Optional.of(node), priority, by, nowMillis, OptionalLong.empty());
  }

  /** Keeps a node from leading. */
  public static Directive drain(String node, Actor by, long nowMillis) {
    return new Directive(Kind.DRAIN, Optional.of(node), 0, by, nowMillis, OptionalLong.empty());
  }

  /** Whether it takes the place of another. */
  boolean replaces(Directive other) {
    return kind == other.kind && (kind == Kind.PREFER || node.equals(other.node));
  }
}
