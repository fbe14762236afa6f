package io.primacy.election.node.backends;

import io.primacy.election.Providers;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionProvider;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The backends this program can use: one in each folder of the directories that the system property
 * {@value #DIRECTORIES} names, or, without that property, those on the class path.
 *
 * <p>A folder holds a backend's jar and all jars it needs. Each has a class loader of its own that
 * shares the JDK, the API, the SPI and SLF4J with the program and nothing with other folders, so
 * two backends may need different versions of one library. A backend is added by adding a folder.
 */
public final class InstalledBackends {

  /** The system property that names the directories, written as a class path is. */
  public static final String DIRECTORIES = "primacy.backends";

  private static final String CLASS_PATH = "the class path";

  /**
   * A backend, or a folder that holds none.
   *
   * @param name what a configuration selects it by; empty if the folder holds no provider
   * @param version of the backend's jar, if its manifest says
   * @param place the folder, or "the class path"
   * @param jars the names of the folder's files
   * @param problems what was found there and can not be used
   */
  public record Found(
      Optional<String> name,
      Optional<String> version,
      Set<Capability> capabilities,
      String place,
      List<String> jars,
      List<String> problems) {}

  private InstalledBackends() {}

  /** Looks for them, with class loaders of their own for each call. */
  public static Providers providers() {
    return directories().isEmpty()
        ? Providers.onClassPath()
        : Providers.in(
            "a folder of its own in " + place(), folders().map(BackendFolder::loader).toList());
  }

  /** What there is, for people: by place, then by name. */
  public static List<Found> list() {
    return directories().isEmpty()
        ? all(Providers.onClassPath(), CLASS_PATH, List.of())
        : folders().flatMap(InstalledBackends::in).toList();
  }

  /** Where they are looked for, for people. */
  public static String place() {
    List<String> names = directories().stream().map(Path::toString).toList();
    return names.isEmpty() ? CLASS_PATH : String.join(" or ", names);
  }

  /** The jars that come with a backend, to run something else of its libraries: a server. */
  public static List<Path> jarsOf(String name) {
    return folders()
        .filter(folder -> in(folder).anyMatch(found -> found.name().equals(Optional.of(name))))
        .flatMap(folder -> folder.jars().stream())
        .toList();
  }

  /** What a process needs on its command line to find the same; nothing on the class path. */
  public static List<String> asOption() {
    String value = System.getProperty(DIRECTORIES, "");
    return value.isBlank() ? List.of() : List.of("-D" + DIRECTORIES + "=" + value);
  }

  private static Stream<BackendFolder> folders() {
    return directories().stream().flatMap(directory -> BackendFolder.in(directory).stream());
  }

  /** The directories that are looked through. */
  public static List<Path> directories() {
    String value = System.getProperty(DIRECTORIES, "");
    return Stream.of(value.split(File.pathSeparator))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .toList();
  }

  private static Stream<Found> in(BackendFolder folder) {
    List<String> jars = folder.jars().stream().map(jar -> jar.getFileName().toString()).toList();
    String place = folder.place().toString();
    return all(Providers.in(place, List.of(folder.loader())), place, jars).stream();
  }

  private static List<Found> all(Providers providers, String place, List<String> jars) {
    List<Found> found = new ArrayList<>();
    for (ElectionProvider provider : providers.available()) {
      Package pack = provider.getClass().getPackage();
      Set<Capability> capabilities = new TreeSet<>(provider.capabilities());
      found.add(
          new Found(
              Optional.of(provider.name()),
              Optional.ofNullable(pack.getImplementationVersion()),
              capabilities,
              place,
              jars,
              List.of()));
    }
    if (found.isEmpty() || !providers.broken().isEmpty()) {
      List<String> problems =
          providers.broken().isEmpty()
              ? List.of("No provider is registered in its jars.")
              : providers.broken();
      found.add(new Found(Optional.empty(), Optional.empty(), Set.of(), place, jars, problems));
    }
    return found;
  }
}
