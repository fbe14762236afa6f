package io.primacy.election.node.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of the compatibility kit found.
 *
 * @param provider what was judged
 * @param status PASSED, FAILED or PARTIAL
 * @param capabilities what the provider promises
 * @param about what the run says of versions
 * @param rules by number, in the order of the kit
 * @param mutants how many wrong backends the kit itself is known to catch
 */
public record KitReport(
    String provider,
    String status,
    List<String> capabilities,
    Map<String, String> about,
    Map<String, Rule> rules,
    int mutants) {

  /** One rule of the kit and what became of it. */
  public record Rule(String title, String verdict, String detail) {}

  /** Whether every rule that binds the backend was run and kept. */
  public boolean isPassed() {
    return status.equals("PASSED");
  }

  /** How many rules ended so. */
  public long count(String verdict) {
    return rules.values().stream().filter(rule -> rule.verdict().equals(verdict)).count();
  }

  /**
   * Reads the JSON that the kit writes.
   *
   * @throws IOException if it can not be read, or is something else
   */
  public static KitReport read(Path file) throws IOException {
    JsonNode json =
        Json.parse(Files.readString(file))
            .filter(node -> node.path("rules").isArray() && node.path("status").isTextual())
            .orElseThrow(
                () -> new IOException(file + " is no report of the kit: run the kit again."));
    List<String> capabilities = new ArrayList<>();
    json.path("capabilities").forEach(capability -> capabilities.add(capability.asText()));
    Map<String, String> about = new TreeMap<>();
    json.path("about").properties().forEach(e -> about.put(e.getKey(), e.getValue().asText()));
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (JsonNode rule : json.path("rules")) {
      rules.put(
          rule.path("id").asText(),
          new Rule(
              rule.path("title").asText(),
              rule.path("verdict").asText(),
              rule.path("detail").asText()));
    }
    return new KitReport(
        json.path("provider").asText(),
        json.path("status").asText(),
        capabilities,
        about,
        rules,
        json.path("mutants").size());
  }
}
