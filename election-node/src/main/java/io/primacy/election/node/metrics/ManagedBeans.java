package io.primacy.election.node.metrics;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.FencingToken;
import io.primacy.election.SessionView;
import io.primacy.election.node.run.Companion;
import io.primacy.election.node.run.ElectionSight;
import io.primacy.election.node.run.NodeSight;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows the node and its elections as MBeans of this JVM: {@code
 * io.primacy:type=Node,namespace=...,node=...} and {@code type=Election,...,election=...}. They are
 * typed and answered from memory.
 */
@Singleton
final class ManagedBeans implements Companion {

  private static final Logger LOG = System.getLogger(ManagedBeans.class.getName());

  private final NodeSight node;
  private final MBeanServer server;
  private final List<ObjectName> shown = new ArrayList<>(); // Begun and closed by one caller.

  @Inject
  ManagedBeans(NodeSight node) {
    this(node, ManagementFactory.getPlatformMBeanServer());
  }

  ManagedBeans(NodeSight node, MBeanServer server) {
    this.node = node;
    this.server = server;
  }

  @Override
  public void begin() {
    show("Node", "", new NodeBean(node));
    for (String election : node.names()) {
      show("Election", ",election=" + election, new ElectionBean(node, election));
    }
  }

  @Override
  public void close() {
    for (ObjectName name : shown) {
      try {
        server.unregisterMBean(name);
      } catch (JMException e) {
        LOG.log(Level.DEBUG, "no longer shown: " + name, e);
      }
    }
    shown.clear();
  }

  /* The names of nodes, namespaces and elections have no character that JMX would have quoted. A
   * node that can not be shown, because another one of that name is in this JVM, runs all the same. */
  private void show(String type, String more, Object bean) {
    var config = node.elections().config();
    try {
      ObjectName name =
          new ObjectName(
              "io.primacy:type="
                  + type
                  + ",namespace="
                  + config.namespace()
                  + ",node="
                  + config.node()
                  + more);
      server.registerMBean(bean, name);
      shown.add(name);
    } catch (JMException e) {
      LOG.log(Level.WARNING, "not shown by JMX: " + type + " " + config.node() + more, e);
    }
  }

  private record NodeBean(NodeSight sight) implements NodeMXBean {

    private SessionView session() {
      return sight.session();
    }

    @Override
    public String getNode() {
      return sight.elections().node();
    }

    @Override
    public String getNamespace() {
      return sight.elections().config().namespace();
    }

    @Override
    public String getProvider() {
      return sight.elections().config().provider().name();
    }

    @Override
    public String getSessionState() {
      return session().state().name();
    }

    @Override
    public long getIncarnation() {
      return session().incarnation();
    }

    @Override
    public long getSessionRemainingMillis() {
      return session().remaining().toMillis();
    }

    @Override
    public long getRenewals() {
      return session().renewals().count();
    }

    @Override
    public long getLastRenewalMillis() {
      return session().renewals().last().toMillis();
    }

    @Override
    public long getLeastHeadroomMillis() {
      return session().renewals().leastHeadroom().toMillis();
    }
  }

  private record ElectionBean(NodeSight node, String name) implements ElectionMXBean {

    private ElectionSight sight() {
      return node.election(name);
    }

    @Override
    public String getElection() {
      return name;
    }

    @Override
    public String getState() {
      return sight().state().state().name();
    }

    @Override
    public String getSince() {
      return sight().state().since().toString();
    }

    @Override
    public String getDetail() {
      return sight().state().detail();
    }

    @Override
    public boolean isLeading() {
      return sight().held().isPresent();
    }

    @Override
    public boolean isActive() {
      return sight().isActive();
    }

    @Override
    public String getRecordedLeader() {
      return sight().view().flatMap(ElectionView::leader).map(Holder::node).orElse("");
    }

    @Override
    public long getToken() {
      return sight().view().flatMap(ElectionView::token).map(FencingToken::value).orElse(0L);
    }
  }
}
