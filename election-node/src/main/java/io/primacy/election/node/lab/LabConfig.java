package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import java.util.Map;
import java.util.TreeMap;

/** The configuration file of a node of the demo. */
final class LabConfig {

  static final String ELECTION = "ledger";

  private LabConfig() {}

  /** One that stands with the values of an election that are given. */
  static String node(String node, LabStore store, Timing timing, String stands) {
    return text(node, store.provider(), store.settings(node), timing)
        + "primacy.elections = [ { name = "
        + ELECTION
        + " "
        + stands
        + " } ]\n";
  }

  static String witness(String name, String provider, Map<String, String> told, Timing timing) {
    return text(name, provider, told, timing);
  }

  private static String text(
      String node, String provider, Map<String, String> told, Timing timing) {
    StringBuilder settings = new StringBuilder();
    new TreeMap<>(told)
        .forEach(
            (key, value) ->
                settings.append(String.format("    %s.%s = \"%s\"%n", provider, key, value)));
    return """
    primacy {
      election {
        node = %s
        namespace = demo
        provider = %s
        timing.lease = %dms
    %s  }
    }
    """
        .formatted(node, provider, timing.lease().toMillis(), settings);
  }
}
