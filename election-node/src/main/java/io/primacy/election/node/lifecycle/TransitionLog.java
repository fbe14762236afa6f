package io.primacy.election.node.lifecycle;

import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeStates;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;

/**
 * One line for each transition, for programs that read logs: {@code election=ledger node=n1 token=7
 * from=ACTIVATING to=ACTIVE reason="3 started"}. To logger {@value #NAME} of the platform, at INFO;
 * into FAILED at WARNING.
 */
public final class TransitionLog implements NodeStates.Listener {

  /** The logger's name. */
  public static final String NAME = "primacy.transitions";

  private final String node;
  private final Logger log;

  /** A log for a node. */
  public TransitionLog(String node) {
    this(node, System.getLogger(NAME));
  }

  TransitionLog(String node, Logger log) {
    this.node = node;
    this.log = log;
  }

  @Override
  public void changed(String election, ElectionState before, ElectionState now) {
    Level level =
        switch (now.state()) {
          case FAILED -> Level.WARNING;
          case PASSIVE, STANDBY, ACTIVATING, ACTIVE, DRAINING -> Level.INFO;
        };
    log.log(level, () -> line(election, before, now));
  }

  private String line(String election, ElectionState before, ElectionState now) {
    // What ends belongs to the leadership that it ends.
    OptionalLong token = now.token().isPresent() ? now.token() : before.token();
    return "election="
        + election
        + " node="
        + node
        + " token="
        + (token.isPresent() ? token.getAsLong() : "none")
        + " from="
        + before.state()
        + " to="
        + now.state()
        + " reason="
        + quoted(now.detail());
  }

  /* One line whatever a component threw. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\');
              }
              quoted.append((char) c);
            });
    return quoted.append('"').toString();
  }
}
