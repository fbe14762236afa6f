package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Voters of JGroups-raft: each takes a port for the others, one for its life, one for clients. */
final class RaftVoters implements WitnessedStore.Voters {

  @Override
  public String provider() {
    return "raft";
  }

  @Override
  public int portsEach() {
    return 3;
  }

  /* The end of the connection is noticed at once; a vote has half the failure timeout. */
  @Override
  public Duration election(Timing timing) {
    return timing.lease().dividedBy(8);
  }

  @Override
  public Map<String, String> settings(Map<String, String> addresses, Path directory) {
    String members =
        addresses.entrySet().stream()
            .map(member -> member.getKey() + "=" + member.getValue())
            .collect(Collectors.joining(","));
    return Map.of("members", members, "log-dir", directory.toString());
  }
}
