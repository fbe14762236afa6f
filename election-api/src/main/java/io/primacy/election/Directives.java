package io.primacy.election;

import io.primacy.election.Directive.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is laid down for one election, and what follows from it. Immutable. Whether a pause is over
 * is not judged here: that depends on who asks, and when.
 *
 * @param all in no particular order
 */
public record Directives(List<Directive> all) {

  /** Nothing is laid down. */
  public static final Directives NONE = new Directives(List.of());

  /** What is preferred stands above every priority. */
  private static final int ABOVE_ALL = Integer.MAX_VALUE;

  public Directives {
    all = List.copyOf(all);
  }

  /** By which number a candidate comes before others. */
  public int rank(String node, int configuredPriority) {
    return isPreferred(node) ? ABOVE_ALL : priority(node, configuredPriority);
  }

  /** The priority a node stands with. */
  public int priority(String node, int configured) {
    return of(Kind.PRIORITY, node).map(Directive::priority).orElse(configured);
  }

  /** Whether a node comes before all others. */
  public boolean isPreferred(String node) {
    return of(Kind.PREFER, node).isPresent();
  }

  /** Whether a node must not lead. */
  public boolean isDrained(String node) {
    return of(Kind.DRAIN, node).isPresent();
  }

  /** The pauses of the whole election and of a node in it. */
  public List<Directive> pausesOf(String node) {
    return all.stream()
        .filter(directive -> directive.kind() == Kind.PAUSE)
        .filter(directive -> directive.node().filter(name -> !name.equals(node)).isEmpty())
        .toList();
  }

  /** The directive of a kind for a node, if there is one. */
  public Optional<Directive> of(Kind kind, String node) {
    return all.stream()
        .filter(directive -> directive.kind() == kind)
        .filter(directive -> directive.node().equals(Optional.of(node)))
        .findFirst();
  }

  /** The same with one more, which takes the place of what it contradicts. */
  public Directives with(Directive directive) {
    return changed(directive::replaces, Optional.of(directive));
  }

  /** The same without those of a kind for a node, or for the whole election. */
  public Directives without(Kind kind, Optional<String> node) {
    return changed(
        directive -> directive.kind() == kind && directive.node().equals(node), Optional.empty());
  }

  private Directives changed(Predicate<Directive> gone, Optional<Directive> added) {
    List<Directive> changed = new ArrayList<>(all);
    changed.removeIf(gone);
    added.ifPresent(changed::add);
    return new Directives(changed);
  }
}
