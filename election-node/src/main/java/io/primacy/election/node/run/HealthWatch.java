package io.primacy.election.node.run;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import io.primacy.election.ConfigurationException;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.health.CheckView;
import io.primacy.election.node.health.Health;
import io.primacy.election.node.health.HealthListener;
import io.primacy.election.node.health.HealthView;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.checks.CheckConfig;
import io.primacy.election.node.health.database.AffinityListener;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.health.database.DatabaseWatch;
import io.primacy.election.spi.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets the configured checks, the application's own, and the database decide whether this node may
 * lead, and tells when they change their minds.
 */
@Singleton
public final class HealthWatch implements HealthView, AutoCloseable {

  private final Standings standings;
  private final EventSink events;
  private final Health health;
  private final Optional<DatabaseWatch> database;

  /**
   * Asks nothing yet.
   *
   * @param own the application's checks
   * @param ownDatabase the application's database, where the file has none: of a kind that it knows
   *     how to ask for its role
   * @throws ConfigurationException if two checks have one name, one names an election in which this
   *     node does not stand, or the application's database can not decide as it is
   */
  @Inject
  public HealthWatch(
      NodeConfig config,
      Set<NamedCheck> own,
      Optional<DatabaseConfig> ownDatabase,
      Standings standings,
      EventSink events,
      Environment environment) {
    this.standings = standings;
    this.events = events;
    refuseStrangers(own, standings);
    List<NamedCheck> checks =
        new ArrayList<>(config.checks().stream().map(CheckConfig::open).toList());
    checks.addAll(own);
    this.health = new Health(checks, environment, new Gate());
    this.database =
        ChosenDatabase.of(config, ownDatabase, own)
            .map(known -> new DatabaseWatch(known, environment, new Company(known)));
  }

  /** Objects to everything that was not found well yet, and begins to ask. Does not wait. */
  public void start() {
    health.start();
    database.ifPresent(DatabaseWatch::start);
  }

  @Override
  public List<CheckView> checks() {
    return Stream.concat(
            health.checks().stream(), database.stream().flatMap(all -> all.checks().stream()))
        .toList();
  }

  /** Asks no more. What was decided last stays. */
  @Override
  public void close() {
    health.close();
    database.ifPresent(DatabaseWatch::close);
  }

  private static void refuseStrangers(Set<NamedCheck> own, Standings standings) {
    List<String> problems =
        own.stream()
            .flatMap(
                check ->
                    check.elections().stream()
                        .filter(election -> standings.in(election).isEmpty())
                        .map(
                            election ->
                                "Health check '"
                                    + check.name()
                                    + "' decides about election '"
                                    + election
                                    + "', where this node does not stand: add it to"
                                    + " primacy.elections."))
            .sorted()
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** Checks that object. */
  private final class Gate implements HealthListener {

    @Override
    public void ill(NamedCheck check, String why) {
      concerned(check).forEach(standing -> standing.object(check.name(), why));
      events.accept(new NodeEvent.Ill(check.name(), why));
    }

    @Override
    public void well(NamedCheck check) {
      concerned(check).forEach(standing -> standing.agree(check.name()));
      events.accept(new NodeEvent.Well(check.name()));
    }

    private Stream<Standing> concerned(NamedCheck check) {
      return standings.all().stream().filter(standing -> check.concerns(standing.election()));
    }
  }

  /** The database, whose company the leader has to keep. */
  private final class Company implements AffinityListener {

    private final DatabaseConfig config;

    Company(DatabaseConfig config) {
      this.config = config;
    }

    @Override
    public void objects(String why) {
      concerned().forEach(standing -> standing.object(DatabaseWatch.NAME, why));
      events.accept(new NodeEvent.Ill(DatabaseWatch.NAME, why));
    }

    @Override
    public void agrees() {
      concerned().forEach(standing -> standing.agree(DatabaseWatch.NAME));
      events.accept(new NodeEvent.Well(DatabaseWatch.NAME));
    }

    @Override
    public void near(boolean near) {
      int boost = near ? config.boost() : 0;
      concerned().forEach(standing -> standing.boost(DatabaseWatch.NAME, boost));
      events.accept(new NodeEvent.NearDatabase(near, boost));
    }

    private Stream<Standing> concerned() {
      return standings.all().stream().filter(standing -> config.concerns(standing.election()));
    }
  }
}
