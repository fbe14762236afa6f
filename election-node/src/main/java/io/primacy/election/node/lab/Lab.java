package io.primacy.election.node.lab;

import java.nio.file.Path;

/**
 * Where processes are tried.
 *
 * @param directory for all their files; its owner removes it
 * @param children where all are started; its owner closes it
 * @param history what is done to them and what they say
 */
public record Lab(Path directory, Children children, History history) {

  /** The address at which the others reach a process. */
  String host(String name) {
    return children.host(name);
  }

  /** What a node is configured with. */
  Path config(String node) {
    return directory.resolve(node + ".conf");
  }

  /** The ledger that all nodes append to. */
  public Path ledger() {
    return directory.resolve("ledger");
  }
}
