package io.primacy.bench.peer;

import java.util.Locale;

/** What elections are kept in. Only peers on the same one are compared. */
public enum Backend {
  ZOOKEEPER("ZooKeeper"),
  ATOMIX("Atomix"),
  RAFT("JGroups-raft");

  private final String words;

  Backend(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** What Primacy's configuration selects it by, and the node's folder of its jars is named. */
  public String provider() {
    return name().toLowerCase(Locale.ROOT);
  }
}
