package io.primacy.bench.process;

import io.primacy.election.node.Main;

/** {@code primacy run --supervised}, until its standard input ends. */
public final class SupervisorProcess {

  private SupervisorProcess() {}

  public static void main(String[] arguments) {
    StandardInput.whenEnded(() -> System.exit(0)); // Like a signal: it ends its child first.
    Main.main(arguments);
  }
}
