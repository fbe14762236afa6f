package io.primacy.election.node.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Elections;
import io.primacy.election.node.run.ElectionState;
import io.primacy.election.node.run.NodeSight;
import io.primacy.election.node.run.NodeStates;
import io.primacy.election.node.run.State;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ManagedBeansTest {

  private static final NodeStates STANDBY =
      new NodeStates() {
        @Override
        public Map<String, ElectionState> states() {
          return Map.of(
              "ledger",
              new ElectionState(State.STANDBY, OptionalLong.empty(), Instant.EPOCH, "why"));
        }

        @Override
        public void onChange(Listener listener) {}
      };

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final Elections elections = SimulatedStore.in(VirtualTime.seeded(1)).elections("n1");
  private final ManagedBeans beans =
      new ManagedBeans(new NodeSight(elections, STANDBY, List.of("ledger")), server);

  @Test
  void aNodeAndItsElectionsAreShownAndEveryAttributeCanBeRead() throws JMException {
    beans.begin();

    String namespace = elections.config().namespace();
    String common = "namespace=" + namespace + ",node=n1";
    ObjectName node = new ObjectName("io.primacy:type=Node," + common);
    ObjectName ledger = new ObjectName("io.primacy:type=Election," + common + ",election=ledger");
    assertEquals(Set.of(node, ledger), server.queryNames(new ObjectName("io.primacy:*"), null));
    assertEquals("NONE", server.getAttribute(node, "SessionState"));
    assertEquals("STANDBY", server.getAttribute(ledger, "State"));
    assertEquals("why", server.getAttribute(ledger, "Detail"));
    assertEquals(false, server.getAttribute(ledger, "Leading"));
    for (ObjectName name : List.of(node, ledger)) {
      MBeanAttributeInfo[] attributes = server.getMBeanInfo(name).getAttributes();
      assertTrue(attributes.length >= 8, name.toString());
      for (MBeanAttributeInfo attribute : attributes) {
        server.getAttribute(name, attribute.getName());
      }
    }

    beans.close();
    assertEquals(Set.of(), server.queryNames(new ObjectName("io.primacy:*"), null));
  }

  @Test
  void aSecondNodeOfThatNameRunsWithoutBeingShown() throws JMException {
    beans.begin();
    ManagedBeans again =
        new ManagedBeans(new NodeSight(elections, STANDBY, List.of("ledger")), server);

    again.begin();
    again.close();

    assertEquals(2, server.queryNames(new ObjectName("io.primacy:*"), null).size());
  }
}
