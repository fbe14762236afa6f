package io.primacy.bench.peer;

import io.primacy.election.ElectionsConfig;
import io.primacy.election.Providers;
import io.primacy.election.node.backends.InstalledBackends;
import java.time.Duration;
import java.util.Map;

/** This project as it is measured, on one of its backends. */
public final class PrimacyConfig {

  private PrimacyConfig() {}

  /** Of a participant; see {@link Peer#join}. */
  public static ElectionsConfig of(Backend backend, String service, String node, Duration session) {
    ElectionsConfig.Builder config =
        ElectionsConfig.builder()
            .namespace("bench")
            .node(node)
            .provider(providers(backend).get(backend.provider()))
            .lease(session);
    place(backend, service, node, session)
        .forEach((key, value) -> config.set("election." + backend.provider() + "." + key, value));
    return config.build();
  }

  /* ZooKeeper's client is the peers' as well, on the class path. */
  private static Providers providers(Backend backend) {
    return backend == Backend.ZOOKEEPER ? Providers.onClassPath() : InstalledBackends.providers();
  }

  /** Where the records are, as settings of the backend. */
  private static Map<String, String> place(
      Backend backend, String service, String node, Duration session) {
    if (backend == Backend.ZOOKEEPER) {
      return Map.of("connect", service);
    }
    Voters voters = Voters.parse(service);
    return Map.of(
        "members",
        voters.members(),
        backend == Backend.RAFT ? "log-dir" : "data-dir",
        voters.log(node).toString(),
        "failure-timeout",
        Voters.silence(session).toMillis() + "ms");
  }
}
