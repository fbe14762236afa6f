package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Voters of Atomix: each takes one port. */
final class AtomixVoters implements WitnessedStore.Voters {

  @Override
  public String provider() {
    return "atomix";
  }

  @Override
  public int portsEach() {
    return 1;
  }

  /* Twice the failure timeout: the end of a connection is not noticed. */
  @Override
  public Duration election(Timing timing) {
    return timing.lease().dividedBy(3);
  }

  @Override
  public Map<String, String> settings(Map<String, String> addresses, Path directory) {
    String members =
        addresses.entrySet().stream()
            .map(member -> member.getKey() + "=" + member.getValue())
            .collect(Collectors.joining(","));
    return Map.of("members", members, "data-dir", directory.toString());
  }
}
