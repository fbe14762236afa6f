package io.primacy.election.node.health.database;

import io.primacy.election.node.health.Answer;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.health.Condition;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.health.Prober;
import io.primacy.election.node.health.Threads;
import io.primacy.election.node.health.database.Affinity.Sight;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Asks each server of a database for its role, each on a thread of its own, and tells what follows.
 * One loop owns all state.
 */
public final class DatabaseWatch implements HealthView, AutoCloseable {

  /** What it is called among the checks, and when it objects. */
  public static final String NAME = "database";

  private final DatabaseConfig config;
  private final Environment environment;
  private final EventLoop loop;
  private final AffinityListener listener;
  private final List<Watched> watched;

  // Both confined to the loop.
  private Affinity affinity = Affinity.UNKNOWN;
  private Instant since;

  private volatile CheckView view; // Written by the loop, read by anyone.

  /** Asks nothing yet. */
  public DatabaseWatch(DatabaseConfig config, Environment environment, AffinityListener listener) {
    this.config = config;
    this.environment = environment;
    this.loop = environment.newLoop("database");
    this.listener = listener;
    this.watched = config.servers().stream().map(Watched::new).toList();
    this.since = now();
    this.view = new CheckView(NAME, false, affinity.why(sights()), since);
  }

  /** Says that nothing is known yet, then begins to ask. Call it once. */
  public void start() {
    listener.objects(affinity.why(sights()));
    loop.execute(() -> watched.forEach(each -> each.prober.start()));
  }

  @Override
  public List<CheckView> checks() {
    return List.of(view);
  }

  /** Asks no more. Tells nobody, does not wait for what is under way. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          watched.forEach(Watched::close);
          loop.close();
        });
  }

  private List<Sight> sights() {
    return watched.stream().map(each -> each.sight).toList();
  }

  private void decide() {
    Affinity before = affinity;
    affinity = before.next(sights());
    if (affinity.gate() != before.gate()) {
      since = now();
      if (affinity.gate() == Affinity.Gate.OPEN) {
        listener.agrees();
      } else {
        listener.objects(affinity.why(sights()));
      }
    }
    if (affinity.near() != before.near()) {
      listener.near(affinity.near());
    }
    boolean open = affinity.gate() == Affinity.Gate.OPEN;
    view = new CheckView(NAME, open, affinity.why(sights()), since);
  }

  private Instant now() {
    return Instant.ofEpochMilli(environment.time().wallMillis());
  }

  /** One server. Confined to the loop. */
  private final class Watched {

    private final Executor thread;
    private final Prober<DatabaseRole> prober;

    private Sight sight;

    Watched(DatabaseConfig.Server server) {
      this.sight =
          new Sight(server.name(), server.near(), Condition.UNKNOWN, DatabaseRole.UNREACHABLE, "");
      this.thread = environment.newCallbacks("database-" + server.name());
      this.prober =
          new Prober<>(
              server.access()::role,
              config.rhythm(),
              loop,
              environment.time(),
              thread,
              this::heard);
    }

    private void heard(Answer<DatabaseRole> answer) {
      DatabaseRole role = answer.value().orElse(DatabaseRole.UNREACHABLE);
      Condition writable = sight.writable().after(role == DatabaseRole.PRIMARY, config.rhythm());
      sight = new Sight(sight.name(), sight.near(), writable, role, answer.failure());
      decide();
    }

    private void close() {
      prober.close();
      Threads.close(thread);
    }
  }
}
