package io.primacy.election;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Nearest;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds providers on the class path, by exact name. */
final class Providers {

  /* For the message only: selection never looks here. */
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "zookeeper", "election-zookeeper",
          "atomix", "election-atomix",
          "raft", "election-raft");

  private final List<ElectionProvider> found = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  Providers(ServiceLoader<ElectionProvider> loader) {
    Iterator<ElectionProvider> iterator = loader.iterator();
    // A provider that can not be made fails the step that would have made it; the next goes on.
    // The bound guards against a loader that fails without going on.
    for (int failures = 0; failures < 100; ) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        found.add(iterator.next());
      } catch (ServiceConfigurationError e) {
        failures++;
        broken.add(String.valueOf(e.getMessage()));
      }
    }
    found.sort(Comparator.comparing(ElectionProvider::name));
  }

  static List<ElectionProvider> available() {
    return List.copyOf(load().found);
  }

  /**
   * The provider of that name.
   *
   * @throws ConfigurationException if there is none, or more than one
   */
  static ElectionProvider get(String name) {
    return load().select(name);
  }

  private static Providers load() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : Providers.class.getClassLoader();
    return new Providers(ServiceLoader.load(ElectionProvider.class, loader));
  }

  ElectionProvider select(String name) {
    List<ElectionProvider> named =
        found.stream().filter(provider -> provider.name().equals(name)).toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    throw new ConfigurationException(
        List.of(named.isEmpty() ? noneNamed(name) : severalNamed(name, named)));
  }

  private String noneNamed(String name) {
    List<String> names = found.stream().map(ElectionProvider::name).toList();
    String start =
        "No election provider named '"
            + name
            + "'. Found: "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + failures()
            + ". ";
    String artifact = ARTIFACTS.get(name);
    if (artifact != null) {
      return start + "Add " + artifact + " to the class path.";
    }
    List<String> known = new ArrayList<>(names);
    known.addAll(ARTIFACTS.keySet());
    return start
        + Nearest.to(name, known).map(closest -> "Closest: " + closest + ". ").orElse("")
        + "Check election.provider.";
  }

  private String failures() {
    return broken.isEmpty() ? "" : " (failed to load: " + String.join("; ", broken) + ")";
  }

  private static String severalNamed(String name, List<ElectionProvider> named) {
    List<String> places =
        named.stream()
            .map(provider -> provider.getClass().getName() + " in " + location(provider))
            .toList();
    return "Several election providers are named '"
        + name
        + "': "
        + String.join(" and ", places)
        + ". Leave one on the class path.";
  }

  private static String location(ElectionProvider provider) {
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    return url == null ? "an unknown place" : url.getPath();
  }
}
