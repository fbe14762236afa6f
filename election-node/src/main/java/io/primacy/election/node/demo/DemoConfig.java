package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import java.util.TreeMap;

/** The configuration file of a node of the demo. */
final class DemoConfig {

  static final String ELECTION = "ledger";

  private DemoConfig() {}

  static String text(String node, DemoStore store, Timing timing) {
    StringBuilder settings = new StringBuilder();
    new TreeMap<>(store.settings())
        .forEach(
            (key, value) ->
                settings.append(
                    String.format("    %s.%s = \"%s\"%n", store.provider(), key, value)));
    return """
    primacy {
      election {
        node = %s
        namespace = demo
        provider = %s
        timing.lease = %dms
    %s  }
      elections = [ { name = %s } ]
    }
    """
        .formatted(node, store.provider(), timing.lease().toMillis(), settings, ELECTION);
  }
}
