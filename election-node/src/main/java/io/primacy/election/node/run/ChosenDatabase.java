package io.primacy.election.node.run;

import io.primacy.election.ConfigurationException;
import io.primacy.election.Names;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.config.Stand;
import io.primacy.election.node.health.NamedCheck;
import io.primacy.election.node.health.database.DatabaseConfig;
import io.primacy.election.node.health.database.DatabaseWatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The database whose company the leader keeps: that of the file, or the application's own. */
final class ChosenDatabase {

  private static final String OWN = "The application's database ";

  private ChosenDatabase() {}

  /**
   * Chooses.
   *
   * @param own the application's, if it binds one
   * @param checks the application's, which may not take its name
   * @throws ConfigurationException with everything that is wrong; the file's own was checked before
   */
  static Optional<DatabaseConfig> of(
      NodeConfig config, Optional<DatabaseConfig> own, Set<NamedCheck> checks) {
    List<String> problems = new ArrayList<>();
    if (own.isPresent() && config.database().isPresent()) {
      problems.add(OWN + "is one too many beside section primacy.database: take out either.");
    }
    own.ifPresent(database -> judge(database, config, problems));
    Optional<DatabaseConfig> chosen = own.or(config::database);
    if (chosen.isPresent()
        && checks.stream().anyMatch(check -> check.name().equals(DatabaseWatch.NAME))) {
      problems.add(
          "Health check '"
              + DatabaseWatch.NAME
              + "': the database objects by that name, take another.");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return chosen;
  }

  private static void judge(DatabaseConfig own, NodeConfig config, List<String> problems) {
    if (own.servers().isEmpty()) {
      problems.add(OWN + "has no servers: name at least one.");
    }
    Set<String> names = new HashSet<>();
    for (DatabaseConfig.Server server : own.servers()) {
      if (!Names.isValid(server.name())) {
        problems.add(OWN + "has a server '" + server.name() + "': write " + Names.FORM + ".");
      } else if (!names.add(server.name())) {
        problems.add(OWN + "has two servers '" + server.name() + "': give each a name of its own.");
      }
    }
    Set<String> stands = new HashSet<>();
    for (Stand stand : config.stands()) {
      stands.add(stand.election());
      if (stand.ignoresBoostOf(own)) {
        problems.add(
            OWN
                + "moves the leader of '"
                + stand.election()
                + "' to the writable server only where leaders give way: write failback { hold-off"
                + " = 30s } in that election, or give it no boost.");
      }
    }
    own.elections().stream()
        .filter(election -> !stands.contains(election))
        .sorted()
        .forEach(
            election ->
                problems.add(
                    OWN
                        + "decides about election '"
                        + election
                        + "', where this node does not stand: add it to primacy.elections."));
  }
}
