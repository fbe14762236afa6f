package io.primacy.election.core;

import io.primacy.election.Directive;
import io.primacy.election.Directive.Kind;
import io.primacy.election.core.ElectionRecord.Holder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges every change of an election as the store commits it: what operators laid down holds for
 * whoever writes after it.
 */
final class ChangeJudge {

  private static final Set<String> ASKED_FOR =
      Set.of(Cause.HANDOVER, Cause.WITHDRAW, Cause.FAILBACK);

  private final SimAgenda agenda;
  private final SimJudge judge;
  private final Map<String, Long> lastFailback = new HashMap<>();

  ChangeJudge(SimAgenda agenda, SimJudge judge) {
    this.agenda = agenda;
    this.judge = judge;
  }

  void committed(String election, byte[] before, byte[] after) {
    if (before.length == 0) {
      return; // Made anew after a deletion.
    }
    try {
      judge(election, ElectionRecord.decode(before), ElectionRecord.decode(after));
    } catch (UnreadableRecordException e) {
      judge.fail("S12: " + election + " was written so that nobody can read it: " + e.getMessage());
    }
  }

  private void judge(String election, ElectionRecord before, ElectionRecord after) {
    boolean changed = after.epoch() != before.epoch();
    if (!changed || after.holder().isEmpty()) {
      return;
    }
    Holder next = after.holder().get();
    String cause = after.transitions().get(after.transitions().size() - 1).cause().word();
    Optional<String> last = before.holder().map(Holder::node);
    if (before.directives().isDrained(next.node())) {
      judge.fail("S17: " + next + " is to lead " + election + " though it is drained");
    }
    if (!ASKED_FOR.contains(cause) && !last.equals(Optional.of(next.node()))) {
      before.directives().all().stream()
          .filter(directive -> directive.kind() == Kind.PAUSE && isInForce(directive))
          .filter(pause -> concerns(pause, last, next.node()))
          .findFirst()
          .ifPresent(
              pause -> judge.fail("S16: " + election + " changes to " + next + " in " + pause));
    }
    if (cause.equals(Cause.FAILBACK)) {
      judgeFailback(election);
    }
  }

  /* The hold-off on the slowest clock; and who leads now has led for that long. */
  private void judgeFailback(String election) {
    Long earlier = lastFailback.put(election, agenda.now());
    long least = (long) (0.9 * Trouble.FAILBACK.holdOff().toNanos());
    if (earlier != null && agenda.now() - earlier < least) {
      judge.fail("S18: " + election + " failed back twice within a hold-off");
    }
  }

  private static boolean concerns(Directive pause, Optional<String> last, String next) {
    return pause.node().isEmpty()
        || pause.node().equals(last)
        || pause.node().equals(Optional.of(next));
  }

  /* By true time, a little less: clocks that run fast see the end of its length earlier. */
  private boolean isInForce(Directive pause) {
    long wall = SimMachine.WALL_ORIGIN + agenda.now() / 1_000_000;
    long length = pause.until().orElseThrow() - pause.setAt();
    return wall < pause.until().orElseThrow() - length / 10 - 1;
  }
}
