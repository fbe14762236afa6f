package io.primacy.election.spi;

/** A coordination service that can not be used, or not as asked. The message says what to do. */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BackendException(String message) {
    super(message);
  }

  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
