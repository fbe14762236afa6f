package io.primacy.bench.write;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.PrimacyConfig;
import io.primacy.election.Candidacy;
import io.primacy.election.Contender;
import io.primacy.election.Elections;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Elections in which this node leads alone, so that nothing else is written to their records. */
final class ElectionStore implements Store {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ATTRIBUTE_BYTES = 60; // Which makes the record as long as the others'.

  private final Elections elections;

  ElectionStore(Backend backend, String service, String node, Duration session) {
    elections = Elections.open(PrimacyConfig.of(backend, service, node, session));
  }

  @Override
  public Chain make(String name, byte[] value) throws Exception {
    LeaderElection election = elections.election(name);
    var unused = election.campaign(candidacy(value), new Idle());
    election.awaitLeadership(LIMIT);
    return next -> election.change(candidacy(next));
  }

  private static Candidacy candidacy(byte[] value) {
    String text = Base64.getEncoder().encodeToString(value);
    return Candidacy.plain().withAttributes(Map.of("written", text.substring(0, ATTRIBUTE_BYTES)));
  }

  /** Leads and does nothing. */
  private static final class Idle implements Contender {
    @Override
    public void granted(Leadership leadership) {}

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }
}
