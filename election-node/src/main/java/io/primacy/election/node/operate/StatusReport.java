package io.primacy.election.node.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.Actor;
import io.primacy.election.Directive;
import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.ElectionView.Holder;
import io.primacy.election.ElectionsConfig;
import io.primacy.election.FencingToken;
import io.primacy.election.NodeView;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Table;
import io.primacy.election.node.run.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Help.Ansi;

/** How elections stand, for people and for programs. */
final class StatusReport {

  private final ElectionsConfig config;
  private final List<ElectionView> views;
  private final Map<String, NodeView> sessions;
  private final Clock clock;

  StatusReport(
      ElectionsConfig config,
      List<ElectionView> views,
      Map<String, NodeView> sessions,
      Clock clock) {
    this.config = config;
    this.views = List.copyOf(views);
    this.sessions = Map.copyOf(sessions);
    this.clock = clock;
  }

  String text(Ansi ansi) {
    StringBuilder text = new StringBuilder();
    String title =
        "namespace "
            + config.namespace()
            + " on "
            + config.provider().name()
            + ", read at "
            + Words.moment(clock.millis(), clock);
    text.append(ansi.new Text(title)).append(System.lineSeparator());
    views.forEach(view -> append(text, view, ansi));
    return text.toString();
  }

  String json() {
    ObjectNode object = Json.object();
    object.put("namespace", config.namespace()).put("provider", config.provider().name());
    object.put("read_at", clock.instant().toString());
    ArrayNode elections = object.putArray("elections");
    views.forEach(view -> elections.add(json(view)));
    return Json.line(object);
  }

  private void append(StringBuilder text, ElectionView view, Ansi ansi) {
    String nl = System.lineSeparator();
    text.append(nl).append(ansi.text("@|bold " + view.election() + "|@  "));
    text.append(headline(view, ansi)).append(nl);
    orders(view, ansi).forEach(order -> text.append("  ").append(order).append(nl));
    if (!view.candidates().isEmpty()) {
      text.append(nl).append(candidates(view).render(ansi, 2));
      for (Candidate candidate : view.candidates()) {
        Outlook.health(candidate)
            .map(why -> Table.wrapped("  " + candidate.node() + " is not well: " + why, 4))
            .ifPresent(line -> text.append(ansi.new Text(line)).append(nl));
      }
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
    return ansi.string(
            view.confirmed()
                ? "led by @|bold,green " + leader.node() + "|@"
                : "@|yellow passed to " + leader.node() + ", which has yet to begin|@")
        + ", token "
        + view.token().map(FencingToken::toString).orElse("?")
        + since(view)
            .map(at -> ", for " + Words.length(Duration.between(at, clock.instant())))
            .orElse("");
  }

  /** What operators laid down and ask, with who and why. */
  private List<String> orders(ElectionView view, Ansi ansi) {
    List<String> lines = new ArrayList<>();
    for (Directive directive : view.directives().all()) {
      lines.add(
          ansi.string("@|yellow " + Words.directive(directive, clock) + "|@")
              + said(directive.by()));
    }
    view.request()
        .ifPresent(
            request ->
                lines.add(
                    "asked for: "
                        + request.want()
                        + request.target().map(target -> " to " + target).orElse("")
                        + said(request.by())));
    return lines;
  }

  private static String said(Actor by) {
    return ": " + by.reason() + " (" + by.name() + ")";
  }

  private Table candidates(ElectionView view) {
    Table table =
        new Table("candidate", "priority#", "may lead", "session", "incarnation#", "attributes");
    for (Candidate candidate : view.candidates()) {
      StringBuilder attributes = new StringBuilder();
      Map<String, String> others = new TreeMap<>(candidate.attributes());
      others.remove(Standing.HEALTH); // Has a line of its own.
      others.forEach((key, value) -> attributes.append(key).append('=').append(value).append(' '));
      boolean leads =
          view.leader().equals(Optional.of(new Holder(candidate.node(), candidate.incarnation())));
      int priority = view.directives().priority(candidate.node(), candidate.priority());
      table.row(
          candidate.node() + (leads ? " (leads)" : ""),
          Integer.toString(priority),
          mayLead(view, candidate),
          session(candidate.node()),
          Long.toString(candidate.incarnation()),
          attributes.toString().strip());
    }
    return table;
  }

  private static String mayLead(ElectionView view, Candidate candidate) {
    if (view.directives().isDrained(candidate.node())) {
      return "drained";
    }
    return candidate.eligible() ? "yes" : "no";
  }

  private String session(String node) {
    NodeView session = sessions.get(node);
    return session == null ? "" : Words.session(session, clock);
  }

  private Table transitions(ElectionView view) {
    return new History(view, clock).table(5);
  }

  private ObjectNode json(ElectionView view) {
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
    object.put("confirmed", view.confirmed());
    ArrayNode candidates = object.putArray("candidates");
    view.candidates().forEach(candidate -> candidates.add(json(view, candidate)));
    ArrayNode directives = object.putArray("directives");
    view.directives().all().forEach(directive -> directives.add(Reports.json(directive)));
    view.request()
        .ifPresentOrElse(
            request -> object.set("request", Reports.json(request)),
            () -> object.putNull("request"));
    History history = new History(view, clock);
    object.set("transitions", history.json());
    object.set("lifted", history.liftedJson());
    return object;
  }

  private ObjectNode json(ElectionView view, Candidate candidate) {
    ObjectNode object = Json.object(candidate);
    object.put(
        "effective_priority", view.directives().priority(candidate.node(), candidate.priority()));
    object.put("preferred", view.directives().isPreferred(candidate.node()));
    object.put("may_lead", view.mayLead(candidate));
    NodeView session = sessions.get(candidate.node());
    return session == null ? object : object.set("session", Reports.json(session, clock));
  }

  /* When the present leader began, if the record still tells. */
  private static Optional<Instant> since(ElectionView view) {
    return view.transitions().stream()
        .filter(transition -> view.leader().isPresent())
        .filter(transition -> view.token().equals(Optional.of(transition.token())))
        .findFirst()
        .map(transition -> Instant.ofEpochMilli(transition.wallMillis()));
  }
}
