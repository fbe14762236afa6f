package io.primacy.election.node.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.lab.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the processes believed, judged from their histories on the one clock they share. Pure.
 *
 * <p>Only what events prove is held against anybody: a leadership was believed in at some moment
 * between the asking and the answer, and without a break from the first such moment to the last.
 */
public final class Beliefs {

  /** When a leadership was surely believed in: from {@code first} or earlier to {@code last}. */
  private record Belief(String member, long token, long first, long last) {
    Belief with(long begin, long end) {
      return new Belief(member, token, Math.min(first, end), Math.max(last, begin));
    }
  }

  private Beliefs() {}

  /** Judges the histories of all processes, written to one file. */
  public static List<Check> judge(Path history) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    // The last line of a process that was killed while it wrote may be cut off.
    for (String line : Files.readAllLines(history)) {
      Json.parse(line).ifPresent(events::add);
    }
    events.sort(Comparator.comparingLong(event -> event.path("begin").asLong()));
    return judge(events);
  }

  static List<Check> judge(List<JsonNode> events) {
    return List.of(oneAtATime(events), oneMemberForEachToken(events), toldInTurn(events));
  }

  /*
   * Leaderships end before any with a higher token begins. So no belief may last beyond the first
   * moment at which a higher token was believed in: looked at from the highest token down.
   */
  private static Check oneAtATime(List<JsonNode> events) {
    String claim = "at most one believed that it leads, in the order of tokens";
    TreeMap<Long, Belief> beliefs = new TreeMap<>();
    for (JsonNode event : events) {
      if (kind(event).equals("HELD")) {
        long begin = event.path("begin").asLong();
        long end = event.path("end").asLong(begin);
        Belief fresh = new Belief(member(event), token(event), end, begin);
        beliefs.merge(token(event), fresh, (old, same) -> old.with(begin, end));
      }
    }
    long limit = Long.MAX_VALUE;
    String higher = "";
    for (Belief belief : beliefs.descendingMap().values()) {
      if (belief.last() > limit) {
        long millis = (belief.last() - limit) / 1_000_000;
        String found = name(belief) + " and " + higher + ", for " + millis + " ms or more";
        return new Check(claim, false, found);
      }
      if (belief.first() < limit) {
        limit = belief.first();
        higher = name(belief);
      }
    }
    return new Check(claim, !beliefs.isEmpty(), beliefs.size() + " leaderships");
  }

  private static Check oneMemberForEachToken(List<JsonNode> events) {
    String claim = "each token was granted once";
    Map<Long, String> granted = new HashMap<>();
    for (JsonNode event : events) {
      if (kind(event).equals("GRANTED")) {
        String other = granted.put(token(event), member(event));
        if (other != null) {
          String found = "token " + token(event) + ": " + other + " and " + member(event);
          return new Check(claim, false, found);
        }
      }
    }
    return new Check(claim, !granted.isEmpty(), granted.size() + " grants");
  }

  /* Of one member: granted, revoked, granted with a higher token. A killed one may be told less. */
  private static Check toldInTurn(List<JsonNode> events) {
    String claim = "told the begin and the end of each leadership, in turn";
    Map<String, Long> open = new HashMap<>();
    Map<String, Long> highest = new HashMap<>();
    Set<String> wrong = new TreeSet<>();
    for (JsonNode event : events) {
      String member = member(event);
      long token = token(event);
      if (kind(event).equals("GRANTED")) {
        if (open.put(member, token) != null || token <= highest.getOrDefault(member, 0L)) {
          wrong.add(member + " was granted " + token + " out of turn");
        }
        highest.put(member, token);
      } else if (kind(event).equals("REVOKED")
          && !Long.valueOf(token).equals(open.remove(member))) {
        wrong.add(member + " was revoked " + token + " out of turn");
      }
    }
    return new Check(
        claim,
        wrong.isEmpty() && !highest.isEmpty(),
        wrong.isEmpty()
            ? highest.size() + " processes led"
            : String.join("; ", new ArrayList<>(wrong).subList(0, 1)));
  }

  private static String name(Belief belief) {
    return belief.member() + " with token " + belief.token();
  }

  private static String kind(JsonNode event) {
    return event.path("kind").asText();
  }

  private static String member(JsonNode event) {
    return event.path("member").asText();
  }

  private static long token(JsonNode event) {
    return event.path("token").asLong();
  }
}
