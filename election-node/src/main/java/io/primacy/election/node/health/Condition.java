package io.primacy.election.node.health;

/**
 * What is thought of something that is asked again and again. The first answer decides at once;
 * after that it takes as many in a row as the {@link Rhythm} says to change it.
 *
 * @param state unknown until the first answer: unknown is not well
 * @param against answers in a row that speak against the state
 */
public record Condition(State state, int against) {

  /** Three-valued: nobody has answered yet, or the damped answer. */
  public enum State {
    UNKNOWN,
    WELL,
    ILL
  }

  /** Before the first answer. */
  public static final Condition UNKNOWN = new Condition(State.UNKNOWN, 0);

  /** The condition after one more answer. */
  public Condition after(boolean good, Rhythm rhythm) {
    State says = good ? State.WELL : State.ILL;
    if (state == State.UNKNOWN || state == says) {
      return new Condition(says, 0);
    }
    boolean enough = against + 1 >= (good ? rhythm.rise() : rhythm.fall());
    return enough ? new Condition(says, 0) : new Condition(state, against + 1);
  }

  /** Known to be well. */
  public boolean isWell() {
    return state == State.WELL;
  }
}
