package io.primacy.election;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Nearest;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * The providers that can be found, by exact name. Looks once, when made; immutable afterwards, so
 * safe for any thread.
 *
 * <p>Nothing is opened by looking. A provider that can not be made or can not say its name disturbs
 * nobody who asks for another; {@link #broken} lists those.
 */
public final class Providers {

  private static final String CLASS_PATH = "the class path";

  /* For the message only: selection never looks here. */
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "zookeeper", "election-zookeeper",
          "atomix", "election-atomix",
          "raft", "election-raft");

  private final List<ElectionProvider> found = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final String place;

  private Providers(String place, Collection<ClassLoader> loaders) {
    this.place = place;
    loaders.forEach(loader -> look(ServiceLoader.load(ElectionProvider.class, loader)));
    found.removeIf(this::isNameless);
    found.sort(Comparator.comparing(ElectionProvider::name));
  }

  /** Those that the context class loader of this thread finds, or else the one of this library. */
  public static Providers onClassPath() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return in(CLASS_PATH, List.of(context != null ? context : Providers.class.getClassLoader()));
  }

  /**
   * Those of several class loaders, each asked by itself. Where each keeps a provider together with
   * its libraries, those of one never meet those of another. They must share the classes of this
   * library's exported packages.
   *
   * @param place where a provider would have to be added, for messages: "the class path"
   */
  public static Providers in(String place, Collection<ClassLoader> loaders) {
    return new Providers(requireNonNull(place, "place"), loaders);
  }

  private void look(ServiceLoader<ElectionProvider> loader) {
    Iterator<ElectionProvider> iterator = loader.iterator();
    // A provider that can not be made fails the step that would have made it; the next goes on.
    // The bound guards against a loader that fails without going on.
    for (int failures = 0; failures < 100; ) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        found.add(iterator.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        failures++;
        broken.add(failure(e));
      }
    }
  }

  private boolean isNameless(ElectionProvider provider) {
    try {
      return requireNonNull(provider.name(), "name").isEmpty();
    } catch (RuntimeException | LinkageError e) {
      broken.add(provider.getClass().getName() + " has no name (" + e + ")");
      return true;
    }
  }

  private static String failure(Error error) {
    if (error instanceof LinkageError) {
      return error.toString();
    }
    String message = String.valueOf(error.getMessage());
    String service = ElectionProvider.class.getName() + ": ";
    return (message.startsWith(service) ? message.substring(service.length()) : message)
        + (error.getCause() == null ? "" : " (" + error.getCause() + ")");
  }

  /** Those found, in the order of their names. */
  public List<ElectionProvider> available() {
    return List.copyOf(found);
  }

  /** What was offered and can not be used: which, and why. */
  public List<String> broken() {
    return List.copyOf(broken);
  }

  /** The names of those found, and of those that belong to this library. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(ARTIFACTS.keySet());
    found.forEach(provider -> names.add(provider.name()));
    return names;
  }

  /**
   * The provider of that name.
   *
   * @throws ConfigurationException if there is none, or more than one
   */
  public ElectionProvider get(String name) {
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
    String artifact = ARTIFACTS.get(name);
    String toDo =
        artifact != null ? "add " + artifact + " to " + place + "." : "check election.provider.";
    String closest =
        artifact != null
            ? ""
            : Nearest.to(name, names()).map(other -> " Closest: " + other + ".").orElse("");
    String asked =
        "No election provider named '"
            + name
            + "'. Found: "
            + (names.isEmpty() ? "none" : String.join(", ", names))
            + "."
            + closest;
    return broken.isEmpty()
        ? asked + " " + toDo.substring(0, 1).toUpperCase(ROOT) + toDo.substring(1)
        : asked + failures(name) + toDo;
  }

  /* A provider that did not load can not say its name: it may be the one asked for. */
  private String failures(String name) {
    return " Failed to load: "
        + String.join("; ", broken)
        + ". If "
        + (broken.size() == 1 ? "that" : "one of them")
        + " is '"
        + name
        + "', mend it; otherwise ";
  }

  private String severalNamed(String name, List<ElectionProvider> named) {
    List<String> places =
        named.stream()
            .map(provider -> provider.getClass().getName() + " in " + location(provider))
            .toList();
    return "Several election providers are named '"
        + name
        + "': "
        + String.join(" and ", places)
        + ". Leave one "
        + (place.equals(CLASS_PATH) ? "on " : "in ")
        + place
        + ".";
  }

  private static String location(ElectionProvider provider) {
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    return url == null ? "an unknown place" : url.getPath();
  }
}
