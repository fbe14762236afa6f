package io.primacy.election.node.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Inject;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.FencingToken;
import io.primacy.election.SessionView;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.run.ElectionSight;
import io.primacy.election.node.run.NodeSight;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that a node knows of itself and its elections, as one object. */
final class StatusPage {

  private final NodeSight node;

  private Optional<HealthView> health = Optional.empty(); // Set before anybody asks.

  @Inject
  StatusPage(NodeSight node) {
    this.node = node;
  }

  /** Tells what checks find, too. */
  @Inject(optional = true)
  void with(HealthView checks) {
    health = Optional.of(checks);
  }

  ObjectNode of(List<ElectionSight> sights) {
    ObjectNode object = Json.object();
    var config = node.elections().config();
    object.put("node", config.node()).put("namespace", config.namespace());
    object.put("provider", config.provider().name());
    object.set("session", session(node.session()));
    ArrayNode elections = object.putArray("elections");
    sights.forEach(sight -> elections.add(election(sight)));
    ArrayNode checks = object.putArray("health");
    health.ifPresent(view -> view.checks().forEach(check -> checks.add(check(check))));
    return object;
  }

  private static ObjectNode check(CheckView check) {
    ObjectNode object = Json.object().put("check", check.name()).put("healthy", check.healthy());
    return object.put("since", check.since().toString()).put("detail", check.detail());
  }

  private static ObjectNode session(SessionView session) {
    ObjectNode object = Json.object();
    object.put("state", session.state().name().toLowerCase(Locale.ROOT));
    object.put("incarnation", session.incarnation());
    object.put("remaining_ms", session.remaining().toMillis());
    object.put("renewals", session.renewals().count());
    object.put("last_renewal_ms", session.renewals().last().toMillis());
    object.put("least_headroom_ms", session.renewals().leastHeadroom().toMillis());
    return object.put("detail", session.detail());
  }

  private static ObjectNode election(ElectionSight sight) {
    ObjectNode object = Json.object().put("election", sight.election());
    object.put("state", sight.state().state().word());
    object.put("since", sight.state().since().toString());
    object.put("detail", sight.state().detail());
    object.put("leads", sight.held().isPresent()).put("active", sight.isActive());
    sight.view().ifPresent(view -> recorded(object, view));
    return object;
  }

  private static void recorded(ObjectNode object, ElectionView view) {
    view.leader()
        .ifPresentOrElse(
            holder -> object.put("leader", holder.node()), () -> object.putNull("leader"));
    view.token()
        .map(FencingToken::value)
        .ifPresentOrElse(token -> object.put("token", token), () -> object.putNull("token"));
    object.put("confirmed", view.confirmed());
    ArrayNode candidates = object.putArray("candidates");
    for (Candidate candidate : view.candidates()) {
      ObjectNode listed = candidates.addObject().put("node", candidate.node());
      listed.put("priority", candidate.priority()).put("may_lead", view.mayLead(candidate));
    }
  }
}
