package io.primacy.election.node.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import io.primacy.election.Candidacy;
import io.primacy.election.Elections;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import io.primacy.election.tck.sim.SimulatedStore;
import io.primacy.election.tck.sim.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A check of the application's own, bound as docs/health.md shows it. */
class OwnCheckTest {

  private static final Path PAGE = Path.of("..", "docs", "health.md");
  private static final Path THIS =
      Path.of("src", "test", "java", OwnCheckTest.class.getName().replace('.', '/') + ".java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private final VirtualTime time = VirtualTime.seeded(3);
  private final SimulatedStore store = SimulatedStore.in(time);
  private final Flows flows = new Flows();

  /** Stands for the application. */
  private final class Flows {

    private long finished = time.time().nanoTime();

    Duration sinceLastFinished() {
      return Duration.ofNanos(time.time().nanoTime() - finished);
    }
  }

  @Test
  void theApplicationDecidesWithTheNode() {
    Elections elections = store.elections("n1");
    NodeConfig config =
        InProcess.config(
            elections, List.of(new Stand("ledger", Candidacy.plain())), Optional.empty());
    Injector injector =
        Guice.createInjector(
            Modules.override(new PrimacyModule(config, event -> {}))
                .with(
                    new AbstractModule() {
                      @Override
                      protected void configure() {
                        bind(Elections.class).toInstance(elections);
                        bind(Environment.class).toInstance(time);
                      }
                    }),
            new Application());
    RunningNode node = injector.getInstance(RunningNode.class);
    HealthView health = injector.getInstance(HealthView.class);

    node.start();
    time.advance(Duration.ofSeconds(30));
    assertTrue(elections.election("ledger").leadership().isPresent());
    time.advance(Duration.ofMinutes(2));

    assertFalse(elections.election("ledger").leadership().isPresent());
    CheckView view = health.checks().get(0);
    assertEquals("flows", view.name());
    assertFalse(view.healthy());
    assertTrue(view.detail().startsWith("nothing finished for 1"), view.detail());
    elections.closeAsync();
    time.advance(Duration.ofMinutes(1));
    store.close();
  }

  private final class Application extends AbstractModule {
    @Override
    protected void configure() {
      Multibinder.newSetBinder(binder(), NamedCheck.class)
          .addBinding()
          .toInstance(
              new NamedCheck(
                  "flows",
                  Set.of("ledger"), // Empty for all elections.
                  Rhythm.USUAL,
                  limit -> {
                    Duration age = flows.sinceLastFinished();
                    return age.compareTo(Duration.ofMinutes(1)) < 0
                        ? Verdict.well("last one " + age.toSeconds() + " s ago")
                        : Verdict.ill("nothing finished for " + age.toSeconds() + " s");
                  }));
    }
  }

  @Test
  void thePageShowsWhatIsRunHere() throws IOException {
    Matcher block = JAVA.matcher(Files.readString(PAGE));
    assertTrue(block.find(), "health.md shows no code");
    String shown = block.group(1).indent(6);
    assertTrue(Files.readString(THIS).contains(shown.strip()), shown);
  }
}
