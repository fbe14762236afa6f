package io.primacy.election.node.health;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what checks say. */
public final class Heard implements HealthListener {

  private final List<String> words = new CopyOnWriteArrayList<>();

  @Override
  public void ill(NamedCheck check, String why) {
    words.add(check.name() + " ill: " + why);
  }

  @Override
  public void well(NamedCheck check) {
    words.add(check.name() + " well");
  }

  /** What was said of a check, in order. */
  public List<String> of(String check) {
    return words.stream().filter(word -> word.startsWith(check + " ")).toList();
  }
}
