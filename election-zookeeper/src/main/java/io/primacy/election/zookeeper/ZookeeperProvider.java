package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Elections on a ZooKeeper ensemble, selected as {@code zookeeper}. */
public final class ZookeeperProvider implements ElectionProvider {

  @Override
  public String name() {
    return "zookeeper";
  }

  @Override
  public List<Setting<?>> settings() {
    return ZookeeperSettings.ALL;
  }

  /** Everything there is; the first two as far as the servers keep {@code forceSync=yes}. */
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public ElectionBackend open(BackendContext context) {
    return ZookeeperBackend.open(context);
  }
}
