package io.primacy.election.node.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.node.lifecycle.Input.Outlook;
import io.primacy.election.node.run.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The states of an election's work: walked completely, and as an operator meets them. */
class PhaseTest {

  private static final int MOST_TOKENS = 3;
  private static final int MOST_STUCK = 2;

  private record Way(Phase from, Input input, Phase to) {}

  @Test
  void aLeadershipGoesThroughItsStatesInOrder() {
    assertEquals(
        List.of("STANDBY", "ACTIVATING", "ACTIVE", "DRAINING", "PASSIVE", "PASSIVE", "STANDBY"),
        states(
            seen(0, Outlook.MAY_LEAD),
            new Input.Elected(1, ""),
            new Input.Started(1, ""),
            new Input.Asked(1, ""),
            new Input.Stopped(1, ""),
            new Input.Over(1, ""),
            seen(2, Outlook.MAY_LEAD)));
  }

  @Test
  void whoIsOvertakenDoesNotDrain() {
    assertEquals(
        List.of("ACTIVATING", "ACTIVE", "PASSIVE", "PASSIVE", "STANDBY"),
        states(
            new Input.Elected(1, ""),
            new Input.Started(1, ""),
            new Input.Over(1, ""),
            seen(2, Outlook.MAY_LEAD), // It could not lead: its work has not stopped.
            new Input.Stopped(1, "")));
  }

  @Test
  void aDrainThatTakesTooLongIsOneNoLonger() {
    assertEquals(
        List.of("ACTIVATING", "ACTIVE", "DRAINING", "PASSIVE"),
        states(
            new Input.Elected(1, ""),
            new Input.Started(1, ""),
            new Input.Asked(1, ""),
            new Input.Over(1, "")));
  }

  @Test
  void aFailedStartLastsUntilTheBackOffIsSeenToBeOver() {
    assertEquals(
        List.of(
            "ACTIVATING",
            "FAILED",
            "FAILED",
            "FAILED",
            "FAILED",
            "FAILED",
            "FAILED",
            "FAILED",
            "FAILED",
            "STANDBY"),
        states(
            new Input.Elected(1, ""),
            new Input.StartFailed(1, ""),
            new Input.Asked(1, ""),
            seen(1, Outlook.LEADS),
            new Input.Stopped(1, ""),
            new Input.Over(1, ""),
            seen(2, Outlook.MAY_LEAD), // As it stood when it failed.
            seen(2, Outlook.MAY_LEAD),
            seen(2, Outlook.MAY_NOT_LEAD),
            seen(2, Outlook.MAY_LEAD)));
  }

  @Test
  void whatIsStuckIsSeenUntilItIsFree() {
    assertEquals(
        List.of("ACTIVATING", "ACTIVE", "DRAINING", "FAILED", "FAILED", "FAILED", "STANDBY"),
        states(
            new Input.Elected(1, ""),
            new Input.Started(1, ""),
            new Input.Asked(1, ""),
            new Input.Stuck(""),
            new Input.Stopped(1, ""),
            seen(2, Outlook.MAY_LEAD),
            new Input.Freed("")));
  }

  @Test
  void onlyTheLatestLeadershipIsHeard() {
    Phase second = Phase.FIRST.on(new Input.Elected(2, ""));
    for (Input late : ofLeadership(1)) {
      assertEquals(second, second.on(late), late::toString);
    }
    assertEquals(second, second.on(seen(1, Outlook.MAY_LEAD)));
    assertEquals(second, second.on(new Input.Elected(1, "")));
  }

  @Test
  void inEveryReachablePhaseTheStateIsTrue() {
    Set<Way> ways = walk();
    assertTrue(ways.size() > 1_000, () -> "only " + ways.size());
    for (Way way : ways) {
      Phase now = way.to();
      if (now.state() == State.ACTIVE) {
        assertTrue(now.held() && now.started() && !now.ending(), way::toString);
      }
      if (now.state() == State.DRAINING || now.state() == State.ACTIVATING) {
        assertTrue(now.held(), way::toString);
      }
      if (way.input() instanceof Input.Over over && over.token() == now.token()) {
        assertFalse(now.held(), way::toString);
      }
      if (way.input() instanceof Input.Stopped stopped && stopped.token() == now.token()) {
        assertFalse(now.held(), way::toString);
      }
      if (way.to().state() == State.ACTIVE && way.from().state() != State.ACTIVE) {
        assertTrue(way.input() instanceof Input.Started && way.from().held(), way::toString);
      }
      assertTrue(now.token() >= way.from().token(), way::toString);
    }
  }

  @Test
  void theDocumentationTellsEveryWayFromStateToState() throws IOException {
    Set<String> found =
        walk().stream()
            .filter(way -> way.from().state() != way.to().state())
            .map(way -> way.from().state() + " " + way.to().state())
            .collect(Collectors.toCollection(TreeSet::new));

    String document = Files.readString(Path.of("..", "docs", "lifecycle.md"));
    Set<String> told =
        Pattern.compile("^\\| `([A-Z]+)` \\| `([A-Z]+)` \\|", Pattern.MULTILINE)
            .matcher(document)
            .results()
            .map(match -> match.group(1) + " " + match.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join("\n", found), String.join("\n", told));
  }

  private static Set<Way> walk() {
    Set<Way> ways = new HashSet<>();
    Set<Phase> known = new HashSet<>(Set.of(Phase.FIRST));
    ArrayDeque<Phase> open = new ArrayDeque<>(known);
    while (!open.isEmpty()) {
      Phase from = open.remove();
      for (Input input : inputs(from)) {
        Phase to = from.on(input);
        ways.add(new Way(from, input, to));
        if (known.add(to)) {
          open.add(to);
        }
      }
    }
    return ways;
  }

  /*
   * What may happen next. It is not elected before what it led with was told to stop, and that is not
   * before its end was told. Nothing starts while something is stuck, fails to start when it has, or
   * gets stuck but in a start or an end.
   */
  private static List<Input> inputs(Phase phase) {
    List<Input> inputs = new ArrayList<>();
    long token = phase.token();
    if (!phase.held() && !phase.ending() && token < MOST_TOKENS) {
      inputs.add(new Input.Elected(token + 1, ""));
    }
    for (long any = Math.max(1, token - 1); any <= token; any++) {
      inputs.addAll(ofLeadership(any));
    }
    if (phase.stuck() > 0) {
      inputs.removeIf(Input.Started.class::isInstance);
    }
    if (phase.started()) {
      inputs.removeIf(Input.StartFailed.class::isInstance);
    }
    if (phase.held() && !phase.ending()) {
      inputs.removeIf(Input.Stopped.class::isInstance);
    }
    boolean starting = phase.held() && !phase.started();
    if (phase.stuck() < MOST_STUCK && (starting || phase.ending())) {
      inputs.add(new Input.Stuck(""));
    }
    if (phase.stuck() > 0) {
      inputs.add(new Input.Freed(""));
    }
    for (Outlook outlook : Outlook.values()) {
      inputs.add(seen(token, outlook));
    }
    return inputs;
  }

  private static List<Input> ofLeadership(long token) {
    return List.of(
        new Input.Started(token, ""),
        new Input.StartFailed(token, ""),
        new Input.Asked(token, ""),
        new Input.Over(token, ""),
        new Input.Stopped(token, ""));
  }

  private static Input seen(long token, Outlook outlook) {
    return new Input.Seen(token, outlook, "");
  }

  private static List<String> states(Input... inputs) {
    List<String> states = new ArrayList<>();
    Phase phase = Phase.FIRST;
    for (Input input : inputs) {
      phase = phase.on(input);
      states.add(phase.state().name());
    }
    return states;
  }
}
