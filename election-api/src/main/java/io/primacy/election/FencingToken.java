package io.primacy.election;

/**
 * The number of a leadership: larger than that of every earlier leadership of the same election,
 * for the life of the store.
 *
 * <p>Send it along with every write to a resource, and let the resource refuse a write whose token
 * is below the highest it has seen. That holds even where a lease can not: between the moment a
 * leader asks {@link Leadership#isHeld()} and the moment it acts.
 *
 * <p>Tokens rise but do not count: there may be gaps.
 *
 * @param value positive
 */
public record FencingToken(long value) implements Comparable<FencingToken> {

  public FencingToken {
    if (value <= 0) {
      throw new IllegalArgumentException("A fencing token is positive, not " + value);
    }
  }

  @Override
  public int compareTo(FencingToken other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
