package io.primacy.election.node.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Lifted;
import io.primacy.election.ElectionView.Transition;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The last changes of leader: who, when, how, how long nobody led, and who asked for it; and what
 * was lifted last.
 */
record History(ElectionView view, Clock clock) {

  Table table(int most) {
    Table table = new Table("when", "token#", "from", "to", "how", "without", "asked by");
    List<Transition> all = view.transitions();
    for (Transition transition : all.subList(Math.max(0, all.size() - most), all.size())) {
      table.row(
          Words.moment(transition.wallMillis(), clock),
          transition.token().toString(),
          transition.from().orElse("nobody"),
          transition.node().orElse("nobody"),
          transition.cause(),
          transition.gapMillis().isPresent() ? transition.gapMillis().getAsLong() + " ms" : "",
          transition.by().map(by -> by.name() + ": " + by.reason()).orElse(""));
    }
    return table;
  }

  /** Who lifted which directive, and why. */
  Table lifted() {
    Table table = new Table("when", "lifted", "by");
    for (Lifted lifted : view.lifted()) {
      table.row(
          Words.moment(lifted.wallMillis(), clock),
          Words.kind(lifted.kind(), lifted.node()),
          lifted.by().name() + ": " + lifted.by().reason());
    }
    return table;
  }

  ArrayNode liftedJson() {
    ArrayNode array = Json.object().putArray("lifted");
    for (Lifted lifted : view.lifted()) {
      array.add(
          Json.object()
              .put("at", Instant.ofEpochMilli(lifted.wallMillis()).toString())
              .put("kind", Words.word(lifted.kind()))
              .put("node", lifted.node().orElse(null))
              .put("by", lifted.by().name())
              .put("reason", lifted.by().reason()));
    }
    return array;
  }

  ArrayNode json() {
    ArrayNode array = Json.object().putArray("transitions");
    view.transitions().forEach(transition -> array.add(json(transition)));
    return array;
  }

  private static ObjectNode json(Transition transition) {
    ObjectNode object = Json.object();
    object.put("at", Instant.ofEpochMilli(transition.wallMillis()).toString());
    object.put("token", transition.token().value());
    object.put("cause", transition.cause());
    object.put("from", transition.from().orElse(null));
    object.put("leader", transition.node().orElse(null));
    transition
        .gapMillis()
        .ifPresentOrElse(
            gap -> object.put("without_leader_ms", gap), () -> object.putNull("without_leader_ms"));
    object.put("by", transition.by().map(by -> by.name()).orElse(null));
    return object.put("reason", transition.by().map(by -> by.reason()).orElse(null));
  }
}
