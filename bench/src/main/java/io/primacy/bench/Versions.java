package io.primacy.bench;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of what is compared, by the names of the jars on the class path. */
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
    for (String entry : CLASS_PATH.splitAsStream(System.getProperty("java.class.path")).toList()) {
      Matcher jar = JAR.matcher(new File(entry).getName());
      if (jar.matches() && LIBRARIES.containsKey(jar.group(1))) {
        found.put(LIBRARIES.get(jar.group(1)), jar.group(2));
      }
    }
    return found;
  }
}
