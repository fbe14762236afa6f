package io.primacy.election.node.console;

/** What the commands say to the shell; documented in docs/cli.md. From 64 on as in sysexits.h. */
public final class ExitCode {

  /** It was done; of a question: yes. */
  public static final int OK = 0;

  /** It was done and the answer is no: no leader, or an act of the demo that did not hold. */
  public static final int NO = 1;

  /** The command line could not be understood. */
  public static final int USAGE = 2;

  /** The coordination service did not answer in time. */
  public static final int UNAVAILABLE = 69;

  /** A fault of this program. */
  public static final int SOFTWARE = 70;

  /** A supervised node died too often and is not started again. */
  public static final int GAVE_UP = 71;

  /** A file could not be written. */
  public static final int CANNOT_WRITE = 73;

  /** Another process runs as this node: stop it and try again. */
  public static final int ALREADY_RUNNING = 75;

  /** Something that led did not stop in time, and the process ended itself; see lifecycle. */
  public static final int STUCK = 76;

  /** The configuration can not be used. */
  public static final int CONFIGURATION = 78;

  private ExitCode() {}
}
