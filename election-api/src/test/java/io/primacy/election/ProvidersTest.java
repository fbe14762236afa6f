package io.primacy.election;

import static io.primacy.election.ServicePath.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.spi.ElectionProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

  private static final String LAKE = LakeProvider.class.getName();

  @TempDir static Path classes;
  @TempDir Path directory;
  private ServicePath path;

  @BeforeAll
  static void compile() throws IOException {
    Map<String, String> sources = new HashMap<>();
    sources.put("Sea", source("Sea", "sea", ""));
    sources.put("OtherSea", source("OtherSea", "sea", ""));
    String dry = "{ if (true) throw new Error(\"dry\"); }";
    sources.put("Pond", source("Pond", "pond", dry));
    String opening =
        "throw new IllegalStateException(\"of Cove: \" + (getClass().getClassLoader()"
            + " == Thread.currentThread().getContextClassLoader()));";
    sources.put(
        "Cove",
        source("Cove", "cove", "").replace("throw new UnsupportedOperationException();", opening));
    sources.put("Base", "public class Base {}");
    sources.put(
        "Delta", source("Delta", "delta", "").replace("implements", "extends Base implements"));
    sources.put(
        "Mute",
        source("Mute", "mute", "")
            .replace("return \"mute\";", "throw new RuntimeException(\"hm\");"));
    ServicePath.compile(classes, sources);
  }

  @BeforeEach
  void makePath() {
    path = new ServicePath(directory);
  }

  private Providers inFolders(Path... folders) throws IOException {
    List<ClassLoader> loaders = new ArrayList<>();
    for (Path folder : folders) {
      URL[] urls = {folder.toUri().toURL()};
      loaders.add(new URLClassLoader(urls, getClass().getClassLoader()));
    }
    return Providers.in("a folder of /backends", loaders);
  }

  private String whyNot(String name) {
    return path.in(
        () ->
            assertThrows(ConfigurationException.class, () -> Providers.onClassPath().get(name))
                .getMessage());
  }

  private List<String> names() {
    return path.in(() -> Elections.providers().stream().map(ElectionProvider::name).toList());
  }

  @Test
  void aProviderIsFoundByItsExactName() {
    path.offering("a", LAKE).compiled(classes, "b", "Sea");
    assertEquals(List.of("lake", "sea"), names());
    assertEquals("Sea", path.in(() -> Providers.onClassPath().get("sea").getClass().getName()));
    assertEquals(
        "No election provider named 'Sea'. Found: lake, sea. Closest: sea. Check election.provider.",
        whyNot("Sea"));
  }

  @Test
  void anUnknownNameIsToldWithWhatThereIs() {
    path.offering("a", LAKE);
    assertEquals(
        "No election provider named 'mountain'. Found: lake. Check election.provider.",
        whyNot("mountain"));
  }

  @Test
  void aMisspeltNameIsToldWithTheClosest() {
    path.offering("a", LAKE);
    assertEquals(
        "No election provider named 'lkae'. Found: lake. Check election.provider.", whyNot("lkae"));
    assertEquals(
        "No election provider named 'lakes'. Found: lake. Closest: lake. Check election.provider.",
        whyNot("lakes"));
    assertEquals(
        "No election provider named 'zookeper'. Found: lake. Closest: zookeeper."
            + " Check election.provider.",
        whyNot("zookeper"));
  }

  @Test
  void oneThatIsNotOnTheClassPathIsToldWithTheArtifactToAdd() {
    assertEquals(
        "No election provider named 'atomix'. Found: none. Add election-atomix to the class path.",
        whyNot("atomix"));
    assertEquals(
        "No election provider named 'zookeeper'. Found: none."
            + " Add election-zookeeper to the class path.",
        whyNot("zookeeper"));
  }

  @Test
  void twoOfOneNameAreToldWithTheirPlaces() {
    path.compiled(classes, "a", "Sea").compiled(classes, "b", "OtherSea").offering("c", LAKE);
    assertEquals(
        "Several election providers are named 'sea': Sea in "
            + directory.resolve("a")
            + "/ and OtherSea in "
            + directory.resolve("b")
            + "/. Leave one on the class path.",
        whyNot("sea"));
    assertEquals("lake", path.in(() -> Providers.onClassPath().get("lake").name()));
  }

  @Test
  void oneThatCanNotBeMadeIsToldWithItsCause() {
    path.compiled(classes, "a", "Pond").offering("b", LAKE);
    assertEquals(
        "No election provider named 'pond'. Found: lake. Failed to load: Provider Pond could not be"
            + " instantiated (java.lang.Error: dry). If that is 'pond', mend it; otherwise check"
            + " election.provider.",
        whyNot("pond"));
  }

  @Test
  void oneWhoseClassIsMissingIsTold() {
    path.offering("a", "com.example.Gone").offering("b", LAKE);
    assertEquals(
        "No election provider named 'raft'. Found: lake. Failed to load: Provider com.example.Gone"
            + " not found. If that is 'raft', mend it; otherwise add election-raft to the class"
            + " path.",
        whyNot("raft"));
  }

  @Test
  void oneThatIsOfAnotherTypeIsTold() {
    path.offering("a", ServicePath.class.getName()).offering("b", LAKE);
    assertEquals(
        "No election provider named 'puddle'. Found: lake. Failed to load: io.primacy.election.ServicePath"
            + " not a subtype. If that is 'puddle', mend it; otherwise check election.provider.",
        whyNot("puddle"));
  }

  @Test
  void oneThatNeedsAClassThatIsMissingIsTold() {
    path.compiled(classes, "a", "Delta").offering("b", LAKE);
    assertEquals(
        "No election provider named 'delta'. Found: lake. Failed to load:"
            + " java.lang.NoClassDefFoundError: Base. If that is 'delta', mend it; otherwise check"
            + " election.provider.",
        whyNot("delta"));
    assertEquals(List.of("lake"), names());
  }

  @Test
  void oneThatCanNotSayItsNameIsTold() {
    path.compiled(classes, "a", "Mute").offering("b", LAKE);
    assertEquals(List.of("lake"), names());
    assertEquals(
        "No election provider named 'mute'. Found: lake. Failed to load: Mute has no name"
            + " (java.lang.RuntimeException: hm). If that is 'mute', mend it; otherwise check"
            + " election.provider.",
        whyNot("mute"));
  }

  @Test
  void severalThatFailAreAllTold() {
    path.offering("a", ServicePath.class.getName(), "com.example.Gone");
    assertEquals(
        "No election provider named 'puddle'. Found: none. Failed to load: io.primacy.election.ServicePath"
            + " not a subtype; Provider com.example.Gone not found. If one of them is 'puddle', mend it;"
            + " otherwise check election.provider.",
        whyNot("puddle"));
  }

  @Test
  void oneThatIsBrokenDoesNotDisturbWhoAsksForAnother() {
    path.compiled(classes, "a", "Pond")
        .offering("b", "com.example.Gone", "not a class name", ServicePath.class.getName())
        .offering("c", LAKE);
    assertEquals(List.of("lake"), names());
    assertEquals("lake", path.in(() -> Providers.onClassPath().get("lake").name()));
  }

  @Test
  void aThreadWithoutAClassLoaderLooksWhereTheLibraryIs() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      assertEquals(List.of(), Elections.providers());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void eachOfSeveralLoadersIsAskedByItself() throws IOException {
    path.compiled(classes, "a", "Sea").compiled(classes, "b", "Sea").compiled(classes, "c", "Cove");
    Path a = directory.resolve("a");
    Path b = directory.resolve("b");
    Path c = directory.resolve("c");

    assertEquals("Sea", inFolders(a, c).get("sea").getClass().getName());
    assertEquals("Cove", inFolders(a, c).get("cove").getClass().getName());
    assertEquals(
        "Several election providers are named 'sea': Sea in "
            + a
            + "/ and Sea in "
            + b
            + "/. Leave one in a folder of /backends.",
        assertThrows(ConfigurationException.class, () -> inFolders(a, b).get("sea")).getMessage());
    assertEquals(
        "No election provider named 'raft'. Found: cove. Add election-raft to a folder of"
            + " /backends.",
        assertThrows(ConfigurationException.class, () -> inFolders(c).get("raft")).getMessage());
  }

  @Test
  void oneThatIsBrokenInALoaderIsListed() throws IOException {
    path.compiled(classes, "a", "Pond").compiled(classes, "b", "Sea");
    Providers providers = inFolders(directory.resolve("a"), directory.resolve("b"));
    assertEquals(
        List.of("Provider Pond could not be instantiated (java.lang.Error: dry)"),
        providers.broken());
    assertEquals(List.of("sea"), providers.available().stream().map(p -> p.name()).toList());
  }

  /** Libraries look for their parts, and start their threads, by the context class loader. */
  @Test
  void aBackendIsOpenedWithTheClassLoaderItCameFrom() throws IOException {
    path.compiled(classes, "a", "Cove");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ElectionsConfig config =
        ElectionsConfig.builder()
            .node("n1")
            .provider(inFolders(directory.resolve("a")).get("cove"))
            .build();
    Exception thrown = assertThrows(IllegalStateException.class, () -> Elections.open(config));
    assertEquals("of Cove: true", thrown.getMessage());
    assertEquals(before, Thread.currentThread().getContextClassLoader());
  }
}
