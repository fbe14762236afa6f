package io.primacy.election.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.ElectionView.Transition;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.FencingToken;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** How elections stand, for people and for programs. */
final class StatusReport {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ElectionsConfig config;
  private final List<ElectionView> views;
  private final Clock clock;

  StatusReport(ElectionsConfig config, List<ElectionView> views, Clock clock) {
    this.config = config;
    this.views = List.copyOf(views);
    this.clock = clock;
  }

  String text(Ansi ansi) {
    StringBuilder text = new StringBuilder();
    String title = "namespace " + config.namespace() + " on " + config.provider().name();
    text.append(ansi.new Text(title)).append(System.lineSeparator());
    views.forEach(view -> append(text, view, ansi));
    return text.toString();
  }

  String json() {
    ObjectNode object = Json.object();
    object.put("namespace", config.namespace()).put("provider", config.provider().name());
    ArrayNode elections = object.putArray("elections");
    views.forEach(view -> elections.add(json(view)));
    return Json.line(object);
  }

  private void append(StringBuilder text, ElectionView view, Ansi ansi) {
    String nl = System.lineSeparator();
    text.append(nl).append(ansi.text("@|bold " + view.election() + "|@  "));
    text.append(headline(view, ansi)).append(nl);
    if (!view.candidates().isEmpty()) {
      text.append(nl).append(candidates(view).render(ansi, 2));
    }
    if (!view.transitions().isEmpty()) {
      text.append(nl).append(transitions(view).render(ansi, 2));
    }
  }

  private String headline(ElectionView view, Ansi ansi) {
    if (!view.exists()) {
      return ansi.string("@|yellow nobody ever stood|@");
    }
    if (view.leader().isEmpty()) {
      String last = view.token().map(token -> ", last token " + token).orElse("");
      return ansi.string("@|yellow no leader|@") + last;
    }
    Holder leader = view.leader().get();
    return ansi.string("led by @|bold,green " + leader.node() + "|@")
        + ", token "
        + view.token().map(FencingToken::toString).orElse("?")
        + since(view).map(at -> ", for " + words(Duration.between(at, clock.instant()))).orElse("");
  }

  private static Table candidates(ElectionView view) {
    Table table = new Table("candidate", "priority#", "eligible", "incarnation#", "attributes");
    for (Candidate candidate : view.candidates()) {
      StringBuilder attributes = new StringBuilder();
      new java.util.TreeMap<>(candidate.attributes())
          .forEach((key, value) -> attributes.append(key).append('=').append(value).append(' '));
      boolean leads =
          view.leader().equals(Optional.of(new Holder(candidate.node(), candidate.incarnation())));
      table.row(
          candidate.node() + (leads ? " (leads)" : ""),
          Integer.toString(candidate.priority()),
          candidate.eligible() ? "yes" : "no",
          Long.toString(candidate.incarnation()),
          attributes.toString().strip());
    }
    return table;
  }

  private Table transitions(ElectionView view) {
    Table table = new Table("when", "token#", "how", "leader");
    for (Transition transition : view.transitions()) {
      Instant at = Instant.ofEpochMilli(transition.wallMillis());
      table.row(
          TIME.format(at.atZone(clock.getZone())),
          transition.token().toString(),
          transition.cause(),
          transition.node().orElse("nobody"));
    }
    return table;
  }

  private static ObjectNode json(ElectionView view) {
    ObjectNode object = Json.object();
    object.put("election", view.election()).put("exists", view.exists());
    view.leader()
        .ifPresentOrElse(
            holder -> object.set("leader", Json.object(holder)), () -> object.putNull("leader"));
    view.token()
        .ifPresentOrElse(
            token -> object.put("token", token.value()), () -> object.putNull("token"));
    since(view)
        .ifPresentOrElse(at -> object.put("since", at.toString()), () -> object.putNull("since"));
    ArrayNode candidates = object.putArray("candidates");
    view.candidates().forEach(candidate -> candidates.add(Json.object(candidate)));
    ArrayNode transitions = object.putArray("transitions");
    view.transitions().forEach(transition -> transitions.add(json(transition)));
    return object;
  }

  private static ObjectNode json(Transition transition) {
    ObjectNode object = Json.object();
    object.put("at", Instant.ofEpochMilli(transition.wallMillis()).toString());
    object.put("token", transition.token().value());
    object.put("cause", transition.cause());
    return object.put("leader", transition.node().orElse(null));
  }

  /* When the present leader began, if the record still tells. */
  private static Optional<Instant> since(ElectionView view) {
    return view.transitions().stream()
        .filter(transition -> view.leader().isPresent())
        .filter(transition -> view.token().equals(Optional.of(transition.token())))
        .findFirst()
        .map(transition -> Instant.ofEpochMilli(transition.wallMillis()));
  }

  static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400
        ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
        : seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }
}
