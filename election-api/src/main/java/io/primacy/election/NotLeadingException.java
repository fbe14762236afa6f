package io.primacy.election;

/** An action that needs leadership, and there was none. */
public final class NotLeadingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean actionRan;

  NotLeadingException(String message, boolean actionRan) {
    super(message);
    this.actionRan = actionRan;
  }

  /** The leadership was over before the action began. */
  public static NotLeadingException before(String election, FencingToken token) {
    return new NotLeadingException(
        "Leadership " + token + " of '" + election + "' is over; the action did not run.", false);
  }

  /** The leadership ended while the action ran. */
  public static NotLeadingException during(String election, FencingToken token) {
    return new NotLeadingException(
        "Leadership "
            + token
            + " of '"
            + election
            + "' ended while the action ran; only a resource that checks the token knows whether"
            + " it counts.",
        true);
  }

  /** Whether the action ran, at least in part. */
  public boolean actionRan() {
    return actionRan;
  }
}
