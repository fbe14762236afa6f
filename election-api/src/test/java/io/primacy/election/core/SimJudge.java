package io.primacy.election.core;

import io.primacy.election.ElectionException;
import io.primacy.election.ElectionView;
import io.primacy.election.EndReason;
import io.primacy.election.FencingToken;
import io.primacy.election.HandoverOutcome;
import io.primacy.election.Leadership;
import io.primacy.election.core.SimNode.SimContender;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Judges what the nodes are told and believe, while it happens: the safety properties of
 * docs/architecture.md by their numbers.
 */
final class SimJudge {

  private static final int KEPT_NOTES = 100;

  private final SimAgenda agenda;
  private final boolean keepNotes;
  private final ArrayDeque<String> notes = new ArrayDeque<>();
  private final List<SimNode> nodes = new ArrayList<>();
  private final Map<String, Long> highestToken = new HashMap<>();
  private final Map<String, Set<Long>> granted = new HashMap<>();
  private final Map<String, Set<Long>> believed = new HashMap<>();
  private final Map<String, SimContender> believers = new HashMap<>();
  private final Map<String, Long> leaders = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private String violation;
  private boolean operatorDeletes;
  private boolean wiped;
  private final Set<String> begunAnew = new HashSet<>();
  long grants;

  SimJudge(SimAgenda agenda, boolean keepNotes) {
    this.agenda = agenda;
    this.keepNotes = keepNotes;
  }

  void watch(SimNode node) {
    nodes.add(node);
  }

  String violation() {
    return violation;
  }

  Iterable<String> notes() {
    return notes;
  }

  void note(Supplier<String> text) {
    if (keepNotes) {
      notes.add(String.format("%10.3f ms  %s", agenda.now() / 1e6, text.get()));
      if (notes.size() > KEPT_NOTES) {
        notes.remove();
      }
    }
  }

  /** From now on two may believe for a while; tokens rise all the same. */
  void operatorDeletes() {
    operatorDeletes = true;
  }

  /** Another store: its tokens are compared with one another; the floors go on. */
  void storeWiped() {
    wiped = true;
    granted.clear();
    believed.clear();
    highestToken.clear();
    leaders.clear();
    begunAnew.clear();
  }

  /**
   * An operator deletes an election's record. Where its epoch was lifted above what versions the
   * store has given, which only a floor does in one that was wiped, nothing but the resource
   * remembers it: see the consequences in docs/adr/0048. Then the resource is what judges.
   */
  void electionDeleted(String election, long epoch, long versions) {
    if (wiped && Math.max(epoch, highestToken.getOrDefault(election, 0L)) > versions) {
      note(() -> "tokens of " + election + " begin anew: " + epoch + " was above " + versions);
      begunAnew.add(election);
    }
  }

  Set<String> refusedNodes() {
    return refused;
  }

  void refused(SimNode node, ElectionException why) {
    note(() -> node.name + " is refused: " + why.getMessage());
    refused.add(node.name);
  }

  /** What an operator asks may come to nothing while the store is away. */
  ElectionView tolerate(Throwable failure) {
    note(() -> "an operation failed: " + failure.getMessage());
    return null;
  }

  /** It may not once everything is healed. */
  ElectionView mustNot(Throwable failure) {
    fail("L11: an operation failed: " + failure.getMessage());
    return null;
  }

  /** S14: a handover that is said to be done was taken up by the one that was meant. */
  void handover(String election, String target, CompletionStage<HandoverOutcome> outcome) {
    long before = highestToken.getOrDefault(election, 0L);
    outcome.whenComplete(
        (how, failure) -> {
          note(() -> "the handover of " + election + " to " + target + ": " + how);
          boolean led =
              leaders.entrySet().stream()
                  .filter(entry -> target.isEmpty() || entry.getKey().equals(election + target))
                  .filter(entry -> entry.getKey().startsWith(election))
                  .anyMatch(entry -> entry.getValue() > before);
          if (how != null && how.isDone() && !led && !begunAnew.contains(election)) {
            fail("S14: " + target + " did not begin to lead " + election + " though: " + how);
          }
        });
  }

  void granted(SimContender contender, Leadership leadership) {
    long token = leadership.token().value();
    note(() -> contender + " leads with " + token);
    grants++;
    expect(contender.told == null, "S7", contender, "granted twice without revoked");
    expect(token > contender.lastToken, "S4", contender, "token " + token + " is not fresh");
    expect(
        granted.computeIfAbsent(contender.election, e -> new HashSet<>()).add(token)
            || begunAnew.contains(contender.election),
        "S1",
        contender,
        "token " + token + " was granted before");
    expect(
        token > contender.floor,
        "S20",
        contender,
        "token " + token + " though it was told of " + contender.floor);
    expect(leadership.election().equals(contender.election), "S11", contender, "not its election");
    contender.told = leadership;
    contender.lastToken = token;
    check();
  }

  void revoked(SimContender contender, Leadership leadership, EndReason reason) {
    note(() -> contender + " is told that " + leadership.token() + " ends: " + reason);
    expect(leadership.equals(contender.told), "S7", contender, "revoked what was not granted");
    expect(
        reason.isOrderly() || !leadership.isHeld(),
        "S5",
        contender,
        "told too early that it ended");
    contender.told = null;
    check();
  }

  /** At most one running process believes that it leads each election, with the highest token. */
  void check() {
    believers.clear();
    for (SimNode node : nodes) {
      if (!node.machine.isRunning()) {
        continue;
      }
      for (SimContender contender : node.contenders.values()) {
        looksBack(contender);
        Optional<Leadership> held = contender.leadership();
        held.ifPresent(leadership -> believes(contender, leadership.token().value()));
      }
    }
  }

  /* What a process is shown never shows an earlier leadership than it was shown before. */
  @SuppressWarnings("ReferenceEquality") // The same view again is the usual case, and cheap to see.
  private void looksBack(SimContender contender) {
    ElectionView view = contender.handle.view().orElse(null);
    if (view == null || view == contender.lastView) {
      return;
    }
    long token = view.token().map(FencingToken::value).orElse(0L);
    expect(
        token >= contender.lastShown || operatorDeletes,
        "S9",
        contender,
        "is shown token " + token + " after " + contender.lastShown);
    contender.lastView = view;
    contender.lastShown = token;
  }

  private void believes(SimContender contender, long token) {
    SimContender other = believers.put(contender.election, contender);
    expect(
        other == null || operatorDeletes,
        "S2",
        contender,
        "believes that it leads, as does " + other);
    leaders.merge(contender.election + contender.node(), token, Math::max);
    expect(!contender.out, "S8", contender, "leads after it was out");
    expect(!contender.barred, "S10", contender, "leads though it is recorded as not eligible");
    if (believed.computeIfAbsent(contender.election, e -> new HashSet<>()).add(token)) {
      long highest = highestToken.getOrDefault(contender.election, 0L);
      expect(
          token > highest || begunAnew.contains(contender.election),
          "S3",
          contender,
          "token " + token + " after " + highest);
      highestToken.put(contender.election, Math.max(token, highest));
    }
  }

  void fail(String what) {
    if (violation == null) {
      violation = what;
      note(() -> "VIOLATION " + what);
    }
  }

  private void expect(boolean holds, String property, SimContender contender, String otherwise) {
    if (!holds) {
      fail(property + ": " + contender + ": " + otherwise);
    }
  }
}
