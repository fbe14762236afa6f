package io.primacy.election.node.operate;

import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Json;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for what is wrong before it matters. */
@Command(
    name = "doctor",
    description = {
      "Check configuration, store, right to write, sessions, clocks, timings and redundancy.",
      "Writes one record of its own. Ends with 1 if something is not as it should be."
    },
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  @Mixin private final Site site = new Site();

  @Override
  public Integer call() {
    try (Desk desk = site.open()) {
      List<Finding> findings =
          new Examination(desk, Clock.system(ZoneId.systemDefault())).findings();
      boolean well = findings.stream().noneMatch(f -> f.verdict() == Finding.Verdict.BAD);
      StringBuilder text = new StringBuilder();
      findings.forEach(finding -> text.append(finding.line(site.ansi())));
      text.append(well ? "Nothing is wrong." : "Something is wrong, see above.");
      var object = Json.object().put("well", well);
      var array = object.putArray("findings");
      findings.forEach(finding -> array.add(Json.object(finding)));
      site.say(text.toString(), object);
      return well ? ExitCode.OK : ExitCode.NO;
    }
  }
}
