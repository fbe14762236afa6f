package io.primacy.election.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, checked on the classes themselves. */
class ModuleBoundariesTest {

  private static final String OURS = "io.primacy..";
  private static final String API = "io.primacy.election";
  private static final String SPI = "io.primacy.election.spi..";
  private static final String CORE = "io.primacy.election.core..";
  private static final String HISTORY = "io.primacy.election.history..";
  private static final String TCK = "io.primacy.election.tck..";
  private static final String NODE = "io.primacy.election.node..";
  private static final String ZOOKEEPER = "io.primacy.election.zookeeper..";
  private static final String RAFT = "io.primacy.election.raft..";
  private static final String ATOMIX = "io.primacy.election.atomix..";
  private static final String FENCE = "io.primacy.fence..";
  private static final String[] BACKENDS = {ZOOKEEPER, RAFT, ATOMIX};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              Stream.of(
                      "election-api",
                      "history",
                      "tck",
                      "election-zookeeper",
                      "election-raft",
                      "election-atomix",
                      "fence-jdbc",
                      "election-node")
                  .map(module -> Path.of("..", module, "target", "classes"))
                  .toList());

  static Stream<String> backends() {
    return Stream.of(BACKENDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {API, HISTORY, TCK, NODE, ZOOKEEPER, RAFT, ATOMIX, FENCE})
  void everyModuleIsSeen(String module) {
    assertTrue(
        CLASSES.stream().anyMatch(resideInAPackage(module)), () -> "no class found in " + module);
  }

  @Test
  void theCoreIsKnownOnlyToItsOwnModule() {
    noClasses()
        .that()
        .resideOutsideOfPackages(API, SPI, CORE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORE)
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aBackendKnowsOnlyTheApiAndTheSpi(String backend) {
    noClasses()
        .that()
        .resideInAPackage(backend)
        .should()
        .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(API, SPI, backend))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {API, SPI, CORE, HISTORY, TCK, NODE, FENCE})
  void nobodyKnowsABackend(String module) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BACKENDS)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theFenceKnowsOnlyTheApi() {
    noClasses()
        .that()
        .resideInAPackage(FENCE)
        .should()
        .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(API, FENCE))))
        .check(CLASSES);
  }

  @Test
  void anElectionNeedsNoFence() {
    noClasses()
        .that()
        .resideOutsideOfPackages(FENCE, NODE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FENCE)
        .check(CLASSES);
  }

  @Test
  void onlyTheNodeKnowsTheNode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(NODE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(NODE)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertTrue(CLASSES.stream().findAny().isPresent());
    CLASSES.stream()
        .map(type -> type.getPackage())
        .distinct()
        .forEach(
            pack ->
                assertTrue(
                    pack.isAnnotatedWith(NullMarked.class),
                    () -> pack.getName() + " has no @NullMarked package-info"));
  }
}
