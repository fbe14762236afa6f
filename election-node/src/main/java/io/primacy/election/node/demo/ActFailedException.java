package io.primacy.election.node.demo;

/** An act that could not be played to its end. */
final class ActFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ActFailedException(String message) {
    super(message);
  }
}
