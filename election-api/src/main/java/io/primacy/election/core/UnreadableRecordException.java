package io.primacy.election.core;

/** A stored record that is not ours, or of a format this version does not know. */
final class UnreadableRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String detail) {
    super(detail);
  }
}
