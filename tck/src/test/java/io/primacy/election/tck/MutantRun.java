package io.primacy.election.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs some rules on a mutant. */
final class MutantRun {

  private MutantRun() {}

  /** The rules that broke. */
  static Set<String> broken(Mutant mutant, String rules) {
    MutantTck.current = mutant;
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("tck.rules", rules)
        .configurationParameter("tck.reports", "target/tck-mutants")
        .selectors(selectClass(MutantTck.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(MutantRun::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String rule(Event event) {
    MethodSource source = (MethodSource) event.getTestDescriptor().getSource().orElseThrow();
    return source.getJavaMethod().getAnnotation(Rule.class).value();
  }
}
