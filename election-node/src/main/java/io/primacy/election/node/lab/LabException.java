package io.primacy.election.node.lab;

/** An act that could not be played to its end. */
public final class LabException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LabException(String message) {
    super(message);
  }
}
