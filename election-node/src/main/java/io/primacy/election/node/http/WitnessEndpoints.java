package io.primacy.election.node.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.config.WitnessConfig;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.run.WitnessProcess;
import io.primacy.election.spi.Registration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a witness answers: {@code /live}, and {@code /ready} while a majority of the voters works
 * with it, as it last saw them.
 */
public final class WitnessEndpoints implements WitnessProcess.Port {

  private final WitnessConfig config;

  public WitnessEndpoints(WitnessConfig config) {
    this.config = config;
  }

  @Override
  public Registration open(Supplier<Optional<String>> whySilent) {
    String name = config.elections().node();
    return config
        .http()
        .<Registration>map(http -> EndpointServer.open(http, name, all(name, whySilent))::close)
        .orElse(() -> {});
  }

  static Map<String, Endpoint> all(String name, Supplier<Optional<String>> whySilent) {
    return Map.of(
        "live", ofTheProcess(name, Optional::empty), "ready", ofTheProcess(name, whySilent));
  }

  private static Endpoint ofTheProcess(String name, Supplier<Optional<String>> whyNot) {
    return ask -> {
      if (ask.election().isPresent()) {
        return Answer.problem(Answer.BAD_REQUEST, "A witness stands in no election: name none.");
      }
      Optional<String> no = whyNot.get();
      ObjectNode object = Json.object().put("node", name).put("yes", no.isEmpty());
      no.ifPresent(why -> object.put("reason", why));
      return Answer.yesOrNo(no.isEmpty(), object);
    };
  }
}
