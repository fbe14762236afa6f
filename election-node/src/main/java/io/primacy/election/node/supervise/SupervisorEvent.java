package io.primacy.election.node.supervise;

import io.primacy.election.ReapOutcome;
import io.primacy.election.node.run.NodeEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Something a supervisor has to tell of its node's process, among the lines of that process. */
sealed interface SupervisorEvent extends NodeEvent {

  /** It was started. */
  record Supervises(long pid, long supervisor) implements SupervisorEvent {
    @Override
    public String kind() {
      return "supervised";
    }

    @Override
    public String sentence() {
      return "runs as process " + pid + ", supervised by process " + supervisor;
    }
  }

  /** It gave no sign of life, and is killed. */
  record Stalled(long pid, long silentMillis) implements SupervisorEvent {
    @Override
    public String kind() {
      return "stalled";
    }

    @Override
    public String sentence() {
      return "gave no sign of life for " + silentMillis + " ms: kill -9 " + pid;
    }
  }

  /** It was killed, and is still there. */
  record Undead(long pid) implements SupervisorEvent {
    @Override
    public String kind() {
      return "undead";
    }

    @Override
    public String sentence() {
      return "was killed and is not gone (process "
          + pid
          + "): its session is left to its lease, nothing is started";
    }
  }

  /** It is dead. */
  record Died(long pid, int exitCode) implements SupervisorEvent {
    @Override
    public String kind() {
      return "died";
    }

    @Override
    public String sentence() {
      return "ended with code " + exitCode + " (process " + pid + ")";
    }
  }

  /** What it had started is ended too. */
  record EndsOrphans(long pid, List<Long> orphans) implements SupervisorEvent {
    public EndsOrphans {
      orphans = List.copyOf(orphans);
    }

    @Override
    public String kind() {
      return "ends-orphans";
    }

    @Override
    public String sentence() {
      String pids = orphans.stream().map(String::valueOf).collect(Collectors.joining(" "));
      return "left running what process " + pid + " had started: kill -9 " + pids;
    }
  }

  /** What came of the closing of its session. */
  record Reaped(long pid, String outcome, long millis) implements SupervisorEvent {
    static Reaped of(long pid, ReapOutcome outcome, long millis) {
      return new Reaped(pid, outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), millis);
    }

    @Override
    public String kind() {
      return "reaped";
    }

    @Override
    public String sentence() {
      String what =
          switch (outcome) {
            case "closed" -> "session closed for process " + pid;
            case "another-run" -> "session is another process' by now, and left alone";
            default -> "had no open session as process " + pid;
          };
      return what + ", " + millis + " ms after its end";
    }
  }

  /** Its session could not be closed. */
  record NotReaped(long pid, String reason) implements SupervisorEvent {
    @Override
    public String kind() {
      return "not-reaped";
    }

    @Override
    public String sentence() {
      return "session of process " + pid + " is left to its lease. " + reason;
    }
  }

  /** The store does not show its session to the supervisor. */
  record Blind() implements SupervisorEvent {
    @Override
    public String kind() {
      return "blind";
    }

    @Override
    public String sentence() {
      return "has a supervisor to which the store does not show its session: it connects anew; if"
          + " the node died now, the others would wait for its lease";
    }
  }

  /** The store shows it again. */
  record Sees() implements SupervisorEvent {
    @Override
    public String kind() {
      return "sees";
    }

    @Override
    public String sentence() {
      return "has a supervisor that sees its session again";
    }
  }

  /** It will be started again. */
  record Restarts(long inMillis) implements SupervisorEvent {
    @Override
    public String kind() {
      return "restarts";
    }

    @Override
    public String sentence() {
      return "is started again in " + inMillis + " ms";
    }
  }

  /** It died too often. */
  record GivesUp(int restarts, long withinMillis) implements SupervisorEvent {
    @Override
    public String kind() {
      return "gives-up";
    }

    @Override
    public String sentence() {
      return "is not started again: "
          + restarts
          + " restarts within "
          + withinMillis / 1000
          + " s are the limit (primacy.watchdog.restart)";
    }
  }

  /** Something is wrong with the kernel's watchdog. */
  record DeviceFails(String reason) implements SupervisorEvent {
    @Override
    public String kind() {
      return "device-fails";
    }

    @Override
    public String sentence() {
      return "may be reset with its machine. " + reason;
    }
  }
}
