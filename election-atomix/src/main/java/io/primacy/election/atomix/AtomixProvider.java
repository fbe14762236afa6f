package io.primacy.election.atomix;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Elections on Atomix voters that run inside the nodes, selected as {@code atomix}. */
public final class AtomixProvider implements ElectionProvider {

  @Override
  public String name() {
    return "atomix";
  }

  @Override
  public List<Setting<?>> settings() {
    return AtomixSettings.ALL;
  }

  /**
   * Not {@link Capability#SURVIVES_POWER_LOSS}: the library writes snapshots and new segments
   * without syncing their directory, and drops what it finds damaged. Nothing here deletes a
   * record, but whoever reaches the voters with the library's own client can.
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
    return Map.of(AtomixSettings.ROLE.name(), "client");
  }

  /** Opens a voter when the node is among the members, and a client of the voters otherwise. */
  @Override
  public ElectionBackend open(BackendContext context) {
    JavaAccess.require();
    return AtomixBackend.open(context);
  }
}
