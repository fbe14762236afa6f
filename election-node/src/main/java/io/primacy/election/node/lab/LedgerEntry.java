package io.primacy.election.node.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.console.Json;
import java.util.Optional;

/**
 * One line of the ledger, or of its list of refusals.
 *
 * @param sequence counts from 1; of a refusal: the sequence it would have had
 * @param token that the writer showed
 * @param highest the highest token the ledger had accepted before
 * @param node who wrote
 * @param id made by the writer: node, token and a count from 1
 */
public record LedgerEntry(long sequence, long token, long highest, String node, String id) {

  static Optional<LedgerEntry> parse(String line) {
    return Json.parse(line).filter(LedgerEntry::isWhole).map(LedgerEntry::of);
  }

  String line() {
    ObjectNode object = Json.object();
    object.put("sequence", sequence).put("token", token).put("highest", highest);
    return Json.line(object.put("node", node).put("id", id));
  }

  private static boolean isWhole(JsonNode node) {
    return node.path("sequence").canConvertToLong()
        && node.path("token").canConvertToLong()
        && node.path("highest").canConvertToLong()
        && node.path("node").isTextual()
        && node.path("id").isTextual();
  }

  private static LedgerEntry of(JsonNode node) {
    return new LedgerEntry(
        node.path("sequence").longValue(),
        node.path("token").longValue(),
        node.path("highest").longValue(),
        node.path("node").textValue(),
        node.path("id").textValue());
  }
}
