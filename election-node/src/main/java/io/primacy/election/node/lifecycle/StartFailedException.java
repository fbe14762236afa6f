package io.primacy.election.node.lifecycle;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A component did not start, so this node can not lead for now. The message says which and why. */
final class StartFailedException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  StartFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
