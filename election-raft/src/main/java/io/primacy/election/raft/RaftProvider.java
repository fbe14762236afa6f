package io.primacy.election.raft;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Elections on voters that run inside the nodes, selected as {@code raft}. */
public final class RaftProvider implements ElectionProvider {

  @Override
  public String name() {
    return "raft";
  }

  @Override
  public List<Setting<?>> settings() {
    return RaftSettings.ALL;
  }

  /**
   * Not {@link Capability#SURVIVES_POWER_LOSS}: the library's log has no checksums of its own and
   * replaces files without syncing their directory. Nobody can delete a record at all.
   */
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.SURVIVES_FULL_RESTART,
        Capability.SURVIVES_OPERATOR_DELETION,
        Capability.REMOTE_CLIENTS);
  }

  @Override
  public Map<String, String> visitorSettings() {
    return Map.of(RaftSettings.ROLE.name(), "client");
  }

  /** Opens a voter when the node is among the members, and a client of the voters otherwise. */
  @Override
  public ElectionBackend open(BackendContext context) {
    return RaftBackend.open(context);
  }
}
