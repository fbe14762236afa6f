package io.primacy.election.node.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.inject.Inject;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.metrics.NodeMetrics;
import io.primacy.election.node.run.ElectionSight;
import io.primacy.election.node.run.NodeSight;
import io.primacy.election.spi.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What a node answers. */
final class NodeEndpoints {

  private final NodeSight node;
  private final NodeMetrics metrics;
  private final StatusPage status;
  private final Pulse pulse;

  @Inject
  NodeEndpoints(NodeSight node, NodeMetrics metrics, StatusPage status) {
    this.node = node;
    this.metrics = metrics;
    this.status = status;
    this.pulse = new Pulse(System::nanoTime, node.elections().config().timing().lease());
  }

  Map<String, Endpoint> all() {
    Map<String, Endpoint> all = new TreeMap<>();
    all.put("leader", ofOne(Verdict::active));
    all.put("active", ofOne(Verdict::active));
    all.put("standby", ofOne(sight -> Verdict.standby(sight, node.session())));
    all.put("ready", this::ready);
    all.put("live", this::live);
    all.put("status", this::status);
    all.put("metrics", this::metrics);
    return all;
  }

  private Answer live(Ask ask) {
    if (ask.election().isPresent()) {
      return Answer.problem(Answer.BAD_REQUEST, "/live is about the process: name no election.");
    }
    Verdict verdict = Verdict.live(node.refusal(), pulse.beats(node.session()));
    return Answer.yesOrNo(verdict.yes(), about(verdict));
  }

  private Answer ready(Ask ask) {
    return ofMany(
        ask,
        sights -> {
          Verdict verdict = Verdict.ready(sights, node.session());
          ObjectNode object = about(verdict);
          ObjectNode states = object.putObject("elections");
          sights.forEach(sight -> states.put(sight.election(), sight.state().state().word()));
          return Answer.yesOrNo(verdict.yes(), object);
        });
  }

  private Answer status(Ask ask) {
    return ofMany(ask, sights -> Answer.json(Answer.OK, status.of(sights)));
  }

  private Answer metrics(Ask ask) {
    if (ask.election().isPresent()) {
      return Answer.problem(Answer.BAD_REQUEST, "/metrics is of all elections: name none.");
    }
    NodeMetrics.Scrape scrape = metrics.scrape(ask.accept());
    return new Answer(Answer.OK, scrape.contentType(), scrape.text());
  }

  private Endpoint ofOne(Function<ElectionSight, Verdict> question) {
    return ask -> {
      List<String> names = node.names();
      if (ask.election().isEmpty() && names.size() > 1) {
        return Answer.problem(
            Answer.BAD_REQUEST,
            "This node stands in several elections: "
                + String.join(", ", names)
                + ". Name one: append /"
                + names.get(0)
                + " or ?election="
                + names.get(0)
                + ".");
      }
      return ofMany(ask, sights -> answer(question, sights.get(0)));
    };
  }

  private Answer answer(Function<ElectionSight, Verdict> question, ElectionSight sight) {
    Verdict verdict = question.apply(sight);
    ObjectNode object = about(verdict).put("election", sight.election());
    object.put("state", sight.state().state().word());
    sight
        .held()
        .ifPresentOrElse(token -> object.put("token", token), () -> object.putNull("token"));
    return Answer.yesOrNo(verdict.yes(), object);
  }

  /* The election that was named, or all of them. */
  private Answer ofMany(Ask ask, Function<List<ElectionSight>, Answer> answer) {
    Optional<String> named = ask.election();
    if (named.isEmpty()) {
      return answer.apply(node.all());
    }
    if (!node.names().contains(named.get())) {
      String hint =
          Nearest.to(named.get(), node.names())
              .map(name -> " Closest: " + name + ".")
              .orElse(" There are: " + String.join(", ", node.names()) + ".");
      return Answer.problem(
          Answer.NOT_FOUND, "This node does not stand in the election that was named." + hint);
    }
    return answer.apply(List.of(node.election(named.get())));
  }

  private ObjectNode about(Verdict verdict) {
    ObjectNode object = Json.object();
    object.put("node", node.elections().node()).put("yes", verdict.yes());
    verdict.no().ifPresent(why -> object.put("reason", why));
    return object;
  }
}
