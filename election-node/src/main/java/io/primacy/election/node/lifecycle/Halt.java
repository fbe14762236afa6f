package io.primacy.election.node.lifecycle;

import io.primacy.election.node.console.ExitCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Ends the process at once. */
@FunctionalInterface
interface Halt {

  void now(String why);

  /**
   * Without shutdown hooks: one of them would wait for what is stuck. The session is left to its
   * lease, or to the supervisor, which closes it because the process is dead.
   */
  static void process(String why) {
    Logger log = System.getLogger(Halt.class.getName());
    log.log(Level.ERROR, "This process ends now (lifecycle.when-stuck = halt): {0}", why);
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(ExitCode.STUCK);
  }
}
