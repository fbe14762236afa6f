package io.primacy.election.node.torture;

import java.time.Duration;
import java.util.Locale;

/**
 * Something done to a process, and undone after a while.
 *
 * @param kind what
 * @param target to whom; who that is, is looked up when it begins
 * @param lasts until it is undone
 */
record Fault(Kind kind, Target target, Duration lasts) {

  /** What can be done. */
  enum Kind {
    /** SIGKILL, and started again. */
    KILL("kill -9"),
    /** SIGSTOP, and SIGCONT. */
    FREEZE("freeze"),
    /** SIGTERM, and started again. */
    CLOSE("close"),
    /** Off its network, and on it again. In containers only. */
    CUT_OFF("cut off"),
    /** SIGKILL to everything at once, and all started again. */
    POWER_CUT("power cut");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** Whether a process ends by it. */
    boolean isEnd() {
      return this == KILL || this == CLOSE || this == POWER_CUT;
    }
  }

  /** Roles, not names: a schedule does not know who will lead. */
  enum Target {
    /** The node that leads. */
    LEADER,
    /** The other one. */
    FOLLOWER,
    /** The server that leads the service, or the witness. */
    SERVER_LEADER,
    /** Another server, where there is one. */
    SERVER,
    /** All of them. */
    ALL;

    boolean isServer() {
      return this == SERVER_LEADER || this == SERVER;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The same as words: "freeze leader". */
  String words() {
    return kind == Kind.POWER_CUT ? kind.word() : kind.word() + " " + target.word();
  }
}
