package io.primacy.election.node.process;

import java.util.ArrayList;
import java.util.List;

/**
 * A process and all it started. A handle names a process by its number and the time it was started,
 * so a number that was given to somebody else since is left alone. What has left the tree, since
 * its parent has ended, is not found.
 */
public final class ProcessTree {

  private ProcessTree() {}

  /** SIGKILL, top down: who is dead starts nobody. Waits for no end. */
  public static void kill(ProcessHandle root) {
    List<ProcessHandle> children = root.children().toList();
    root.destroyForcibly();
    children.forEach(ProcessTree::kill);
  }

  /**
   * The same for those that still run of what a dead process had started.
   *
   * @param children as they were last seen when it lived
   * @return those of them that were killed, without what they had started themselves
   */
  public static List<ProcessHandle> killOrphans(List<ProcessHandle> children) {
    List<ProcessHandle> left = new ArrayList<>(children);
    left.removeIf(child -> !child.isAlive());
    left.forEach(ProcessTree::kill);
    return List.copyOf(left);
  }
}
