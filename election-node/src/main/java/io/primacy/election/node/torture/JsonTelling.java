package io.primacy.election.node.torture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.lab.Check;
import java.io.PrintWriter;
import java.time.Duration;

/** For programs: an object on each line. */
final class JsonTelling implements Telling {

  private final PrintWriter out;

  JsonTelling(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void opening(String store, Schedule schedule, Duration length) {
    ObjectNode object = Json.object().put("event", "opening").put("store", store);
    object.put("seed", schedule.seed()).put("lease_ms", schedule.lease().toMillis());
    print(object.put("length_ms", length.toMillis()));
  }

  @Override
  public void begins(Window window, String leader, Tally.Figures figures, Duration now) {
    ObjectNode object = Json.object().put("event", "window").put("at_ms", now.toMillis());
    object.put("number", window.number()).put("leader", leader);
    object.put("token", figures.highestToken()).put("refused", figures.refused());
    var faults = object.putArray("faults");
    for (Fault fault : window.faults()) {
      faults.addObject().put("fault", fault.words()).put("lasts_ms", fault.lasts().toMillis());
    }
    print(object.put("quiet_ms", window.quiet().toMillis()));
  }

  @Override
  public void ends(CampaignResult result) {
    ObjectNode object = Json.object().put("event", "result").put("held", result.held());
    object.put("store", result.store()).put("seed", result.schedule().seed());
    object.put("lease_ms", result.schedule().lease().toMillis()).put("windows", result.windows());
    ObjectNode faults = object.putObject("faults");
    result.faults().forEach(faults::put);
    object.put("elections", result.figures().elections());
    object.put("highest_token", result.figures().highestToken());
    object.put("accepted", result.figures().accepted());
    object.put("refused", result.figures().refused());
    object.put("longest_recovery_ms", result.longestRecovery().toMillis());
    object.put("longest_quiet_gap_ms", result.figures().gap().toMillis());
    object.put("took_ms", result.took().toMillis());
    var checks = object.putArray("checks");
    for (Check check : result.checks()) {
      checks.addPOJO(Json.object(check));
    }
    result.failure().ifPresent(failure -> object.put("failure", failure));
    print(object);
  }

  private void print(ObjectNode object) {
    out.println(Json.line(object));
    out.flush();
  }
}
