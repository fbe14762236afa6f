package io.primacy.election.node.health.database;

import io.primacy.election.node.health.Condition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What follows for this node from the roles of all servers. Pure.
 *
 * @param gate whether this node may lead
 * @param near whether a server beside it is writable, and no other
 */
record Affinity(Gate gate, boolean near) {

  /** Why this node may lead, or not. */
  enum Gate {
    /** No server has answered for long enough to know. */
    UNKNOWN,
    /** One server is writable. */
    OPEN,
    /** None is: nobody leads until one is. */
    NONE_WRITABLE,
    /** More than one says so: what is written to either is lost or in conflict. */
    SEVERAL_WRITABLE
  }

  /** Before anybody was asked. */
  static final Affinity UNKNOWN = new Affinity(Gate.UNKNOWN, false);

  /**
   * A server as it was seen.
   *
   * @param writable damped
   * @param last what it was at the last look
   * @param failure why it was unreachable then; empty if it was not
   */
  record Sight(String name, boolean near, Condition writable, DatabaseRole last, String failure) {

    boolean isPrimaryNow() {
      return writable.isWell() && last == DatabaseRole.PRIMARY;
    }

    @Override
    public String toString() {
      boolean asked = writable.state() != Condition.State.UNKNOWN;
      String role = asked ? last.name().toLowerCase(Locale.ROOT) : "not seen yet";
      // Drivers go on with advice.
      String reason = failure.lines().findFirst().orElse("").replaceFirst("\\. .*|\\.$", "");
      return name + " " + role + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
  }

  /**
   * What follows now. In a switch-over the old primary is damped for longer than the new one: two
   * count as writable only if both say so at the same time, and then until one has fallen.
   */
  Affinity next(List<Sight> sights) {
    long writable = sights.stream().filter(sight -> sight.writable().isWell()).count();
    long primaries = sights.stream().filter(Sight::isPrimaryNow).count();
    boolean several = writable > 1 && (primaries > 1 || gate == Gate.SEVERAL_WRITABLE);
    boolean unknown =
        sights.stream().anyMatch(s -> s.writable().state() == Condition.State.UNKNOWN);
    Gate now =
        several
            ? Gate.SEVERAL_WRITABLE
            : writable > 0 ? Gate.OPEN : unknown ? Gate.UNKNOWN : Gate.NONE_WRITABLE;
    boolean beside = sights.stream().anyMatch(s -> s.near() && s.writable().isWell());
    return new Affinity(now, now == Gate.OPEN && beside);
  }

  /** Why this node may not lead, for people. */
  String why(List<Sight> sights) {
    String roles = sights.stream().map(Sight::toString).collect(Collectors.joining(", "));
    return switch (gate) {
      case OPEN -> roles;
      case UNKNOWN -> "no answer yet: " + roles;
      case NONE_WRITABLE -> "no server is writable: " + roles;
      case SEVERAL_WRITABLE -> "more than one server is writable: " + roles;
    };
  }
}
