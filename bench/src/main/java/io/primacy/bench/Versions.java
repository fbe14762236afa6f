package io.primacy.bench;

import io.primacy.bench.peer.Backend;
import io.primacy.election.node.backends.InstalledBackends;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of what is compared, by the names of the jars: those on the class path, and those of
 * the node's backends.
 */
final class Versions {

  private static final Map<String, String> LIBRARIES =
      Map.of(
          "curator-recipes", "Curator",
          "zookeeper", "ZooKeeper",
          "spring-integration-zookeeper", "Spring Integration",
          "atomix", "Atomix",
          "jgroups-raft", "JGroups-raft",
          "jgroups", "JGroups");

  private static final Pattern CLASS_PATH = Pattern.compile(Pattern.quote(File.pathSeparator));
  private static final Pattern JAR = Pattern.compile("(.*?)-(\\d[\\w.]*)\\.jar");

  private Versions() {}

  static Map<String, String> ofPeers() {
    Map<String, String> found = new TreeMap<>();
    for (String name : jars().toList()) {
      Matcher jar = JAR.matcher(name);
      if (jar.matches() && LIBRARIES.containsKey(jar.group(1))) {
        found.put(LIBRARIES.get(jar.group(1)), jar.group(2));
      }
    }
    return found;
  }

  private static Stream<String> jars() {
    Stream<String> ours =
        CLASS_PATH
            .splitAsStream(System.getProperty("java.class.path"))
            .map(entry -> new File(entry).getName());
    Stream<String> backends =
        Stream.of(Backend.ATOMIX, Backend.RAFT)
            .flatMap(backend -> InstalledBackends.jarsOf(backend.provider()).stream())
            .map(jar -> jar.getFileName().toString());
    return Stream.concat(ours, backends);
  }
}
