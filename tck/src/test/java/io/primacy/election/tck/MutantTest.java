package io.primacy.election.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who watches the kit: every mutant is caught by the rules that {@code docs/mutants.md} names, by
 * no others, and every rule catches something.
 */
class MutantTest {

  private static final String STORE_RULES =
      "WRITE-*,VERSION-*,READ-*,HINT-*,KEY-*,CALL-*,CLOSE-*,FAULT-*";
  private static final String ELECTION_RULES =
      "LEAD-*,TOKEN-*,STAND-*,HAND-*,ORDER-*,REAP-*,TELL-*,HEAL-*,MEND-*,PROC-*";

  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| ([A-Z]+-\\d.*?) \\|");
  private static final Map<String, String> LISTED = listed();
  private static final Logger LOGGER = Logger.getLogger("io.primacy");

  @BeforeAll
  static void doNotLogWhatMutantsDo() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void logAgain() {
    LOGGER.setLevel(null);
  }

  static List<Mutant> wrongStores() {
    return Stream.of(
            WrongWrites.all(),
            WrongReads.all(),
            WrongHints.all(),
            WrongKeysAndCalls.all(),
            WrongUnderFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  static List<Mutant> wrongElections() {
    return Stream.of(
            WrongLeaderships.all(),
            WrongCandidates.all(),
            WrongOperations.all(),
            WrongTelling.all(),
            WrongWaiting.all(),
            WrongRecoveries.all(),
            WrongHardships.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("wrongStores")
  void aWrongStoreIsCaughtByTheRulesThatAreListed(Mutant mutant) {
    assertEquals(LISTED.get(mutant.name()), row(MutantRun.broken(mutant, STORE_RULES)));
  }

  @ParameterizedTest
  @MethodSource("wrongElections")
  void aWrongElectionIsCaughtByTheRulesThatAreListed(Mutant mutant) {
    assertEquals(LISTED.get(mutant.name()), row(MutantRun.broken(mutant, ELECTION_RULES)));
  }

  @Test
  void everyMutantIsListedAndNoOther() {
    Set<String> names =
        Stream.concat(wrongStores().stream(), wrongElections().stream())
            .map(Mutant::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(names, new TreeSet<>(LISTED.keySet()));
  }

  @Test
  void everyRuleCatchesAMutant() {
    Set<String> catching =
        LISTED.values().stream()
            .flatMap(rules -> Stream.of(rules.split(", ")))
            .collect(Collectors.toSet());

    List<String> idle =
        RuleResult.all().stream().map(RuleResult::id).filter(id -> !catching.contains(id)).toList();

    assertEquals(List.of(), idle, "rules that no mutant breaks");
  }

  /** Rules in the order of the specification. */
  static String row(Set<String> broken) {
    return RuleResult.all().stream()
        .map(RuleResult::id)
        .filter(broken::contains)
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> listed() {
    Map<String, String> listed = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("../docs/mutants.md"))) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
          listed.put(row.group(1), row.group(2));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("docs/mutants.md can not be read", e);
    }
    return listed;
  }
}
