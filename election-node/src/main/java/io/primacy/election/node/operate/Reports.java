package io.primacy.election.node.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.NodeView;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.Instant;

/** What several commands print as JSON, in one form. */
final class Reports {

  private Reports() {}

  static ObjectNode json(Directive directive) {
    ObjectNode object = Json.object();
    object.put("kind", Words.word(directive.kind()));
    object.put("node", directive.node().orElse(null));
    if (directive.kind() == Directive.Kind.PRIORITY) {
      object.put("priority", directive.priority());
    }
    object.put("by", directive.by().name()).put("reason", directive.by().reason());
    object.put("at", Instant.ofEpochMilli(directive.setAt()).toString());
    directive.until().ifPresent(u -> object.put("until", Instant.ofEpochMilli(u).toString()));
    return object;
  }

  static ObjectNode json(ElectionView.Request request) {
    ObjectNode object = Json.object();
    object.put("id", request.id()).put("want", request.want());
    object.put("target", request.target().orElse(null));
    object.put("by", request.by().name()).put("reason", request.by().reason());
    return object.put("at", Instant.ofEpochMilli(request.setAt()).toString());
  }

  static ObjectNode json(NodeView node, Clock clock) {
    ObjectNode object = Json.object();
    object.put("exists", node.exists()).put("open", node.open());
    object.put("incarnation", node.incarnation()).put("lease_ms", node.lease().toMillis());
    if (node.renewedAt().isPresent()) {
      long age = clock.millis() - node.renewedAt().getAsLong();
      object.put("age_ms", age).put("headroom_ms", node.lease().toMillis() - age);
    }
    return object;
  }

  /** What an order came to in one election. */
  static ObjectNode done(String election, String what) {
    return Json.object().put("election", election).put("done", true).put("what", what);
  }
}
