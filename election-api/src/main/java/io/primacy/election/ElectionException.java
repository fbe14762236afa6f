package io.primacy.election;

/** Something that was asked of an election and will not happen. The message says why. */
public class ElectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ElectionException(String message) {
    super(message);
  }
}
