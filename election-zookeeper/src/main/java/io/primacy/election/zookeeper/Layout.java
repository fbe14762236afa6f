package io.primacy.election.zookeeper;

import io.primacy.election.spi.RecordKey;

/**
 * Where things are kept: {@code <root>/<namespace>/<kind>/<name>}, and below each record a child
 * that carries its identity.
 */
record Layout(String root, String namespace) {

  String record(RecordKey key) {
    return child(child(space(), key.kind()), key.name()).intern(); // Several tables keep it.
  }

  /** What everything of this installation is below. */
  String space() {
    return child(root, namespace);
  }

  static String mark(String record, long id) {
    return child(record, Envelope.digits(id));
  }

  /** The znode a path is in. Only to be asked for paths below the root. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  private static String child(String parent, String name) {
    return parent.equals("/") ? "/" + name : parent + "/" + name;
  }
}
