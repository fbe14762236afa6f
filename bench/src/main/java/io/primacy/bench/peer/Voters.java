package io.primacy.bench.peer;

import static java.util.Objects.requireNonNull;

import io.primacy.election.tck.wire.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Participants that are the service themselves: each has a vote and a log of its own.
 *
 * @param ports on loopback, by the voter's name; the next two are its, too
 * @param folder in which each has a folder for its log
 */
public record Voters(SortedMap<String, Integer> ports, Path folder) {

  private static final int PORTS_EACH = 3;
  private static final char THEN_FOLDER = '@';

  /** With ports that nobody listens on now. */
  public static Voters of(List<String> names, Path folder) {
    List<Integer> free = FreePorts.inRows(names.size(), PORTS_EACH);
    SortedMap<String, Integer> ports = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      ports.put(names.get(i), free.get(i));
    }
    return new Voters(ports, folder);
  }

  /** From {@link #service()}. */
  public static Voters parse(String service) {
    int at = service.indexOf(THEN_FOLDER);
    SortedMap<String, Integer> ports = new TreeMap<>();
    for (String member : service.substring(0, at).split(",", -1)) {
      int equals = member.indexOf('=');
      int colon = member.indexOf(':');
      ports.put(member.substring(0, equals), Integer.parseInt(member.substring(colon + 1)));
    }
    return new Voters(ports, Path.of(service.substring(at + 1)));
  }

  /** All of it as a word, for the command line of a participant. */
  public String service() {
    return members() + THEN_FOLDER + folder;
  }

  /** As {@code a=host:port,b=host:port}. */
  String members() {
    return ports.entrySet().stream()
        .map(voter -> voter.getKey() + "=127.0.0.1:" + voter.getValue())
        .collect(Collectors.joining(","));
  }

  List<String> names() {
    return List.copyOf(ports.keySet());
  }

  int port(String name) {
    return requireNonNull(ports.get(name), name);
  }

  /** Where a voter keeps its log. */
  Path log(String name) {
    return folder.resolve(name);
  }

  /** How long a voter may be silent, where that can be set: the same share for all peers. */
  static Duration silence(Duration session) {
    return session.dividedBy(4);
  }
}
