package io.primacy.election.node.health;

/**
 * What a check found.
 *
 * @param well whether this node is fit to lead, as far as this check can tell
 * @param detail one phrase for people, "1.2 GiB free, asked 5 GiB"; cut at {@value #LONGEST}
 *     characters. Shown to everybody who reads the election's record: no secrets
 */
public record Verdict(boolean well, String detail) {

  /** What is kept of a detail. */
  public static final int LONGEST = 500;

  public Verdict {
    detail = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST);
  }

  /** Fit. */
  public static Verdict well(String detail) {
    return new Verdict(true, detail);
  }

  /** Not fit. */
  public static Verdict ill(String detail) {
    return new Verdict(false, detail);
  }
}
