package io.primacy.election.node.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.Timing;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Moment;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** The demo for programs: one object on each line, the last one with {@code event = result}. */
final class JsonNarrator implements Narrator {

  private final PrintWriter out;
  private final Story story = new Story();

  JsonNarrator(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void opening(LabStore store, Timing timing) {
    print(
        event("demo")
            .put("backend", store.provider())
            .put("lease_ms", timing.lease().toMillis())
            .put("worst_case_ms", timing.worstCaseFailover(0).toMillis()));
  }

  @Override
  public synchronized void begins(Act act) {
    print(event("act").put("act", act.title()));
  }

  @Override
  public synchronized void moment(Moment moment) {
    story
        .next(moment)
        .ifPresent(
            line ->
                print(
                    event("moment")
                        .put("at_ms", moment.at().toMillis())
                        .put("who", line.who())
                        .put("text", line.text())));
  }

  @Override
  public synchronized void judged(ActResult result) {
    ObjectNode object = event("judged");
    object.setAll(json(result));
    print(object);
  }

  @Override
  public void audited(List<Check> checks) {
    // Part of the result.
  }

  @Override
  public synchronized void ends(DemoResult result) {
    ObjectNode object = event("result").put("held", result.held());
    object.put("took_ms", result.took().toMillis());
    ArrayNode acts = object.putArray("acts");
    result.acts().forEach(act -> acts.add(json(act)));
    object.set("audit", json(result.audit()));
    print(object);
  }

  private static ObjectNode json(ActResult result) {
    ObjectNode object = Json.object().put("act", result.act().title()).put("held", result.held());
    object.put(
        "without_leader_ms", result.episode().withoutLeader().map(Duration::toMillis).orElse(null));
    object.put("tokens", result.episode().tokens());
    object.put("accepted", result.episode().accepted().size());
    object.put("refused", result.episode().refused().size());
    object.put("failure", result.failure().orElse(null));
    object.set("checks", json(result.checks()));
    return object;
  }

  private static ArrayNode json(List<Check> checks) {
    ArrayNode array = Json.object().putArray("checks");
    checks.forEach(check -> array.add(Json.object(check)));
    return array;
  }

  private static ObjectNode event(String kind) {
    return Json.object().put("event", kind);
  }

  private void print(ObjectNode object) {
    out.println(Json.line(object));
    out.flush();
  }
}
