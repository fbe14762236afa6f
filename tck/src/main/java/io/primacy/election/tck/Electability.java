package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether everybody who stands can lead: the question that finds those who silently dropped out.
 */
final class Electability {

  private Electability() {}

  /** Three candidates, all of them standing. */
  static List<Member> threeCandidates(TckCluster cluster) {
    List<Member> members = List.of(cluster.join("a"), cluster.join("b"), cluster.join("c"));
    members.forEach(Member::campaign);
    return members;
  }

  /** Closes whoever leads until nobody is left: each of them has led then. */
  static void require(TckCluster cluster, List<Member> members) {
    List<Member> left = new ArrayList<>(members);
    while (!left.isEmpty()) {
      Member leader = cluster.awaitLeader();
      assertTrue(left.remove(leader), leader + " leads after it was closed");
      leader.close();
    }
  }
}
