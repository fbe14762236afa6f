package io.primacy.bench.peer;

import io.atomix.core.Atomix;
import io.atomix.core.election.LeaderElector;
import io.atomix.core.election.Leadership;
import io.atomix.core.election.LeadershipEventListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A voter of Atomix, for its LeaderElector. */
final class ElectorMember implements Member {

  private static final int LIMIT_SECONDS = 30;

  private final Atomix atomix;
  private final String node;
  private final Duration session;

  ElectorMember(Voters voters, String node, Duration session) {
    this.node = node;
    this.session = session;
    atomix = AtomixVoter.start(voters, node, session, false);
  }

  @Override
  public Seat begin(String election, Duties duties) {
    LeaderElector<String> elector =
        atomix
            .<String>leaderElectorBuilder("elector")
            .withProtocol(AtomixVoter.protocol(session))
            .build();
    Told told = new Told(duties);
    LeadershipEventListener<String> listener = event -> told.hear(leads(event.newLeadership()));
    elector.addListener(election, listener);
    if (leads(elector.run(election, node))) {
      told.hear(true);
    }
    return new ElectorSeat(elector, election, listener, told);
  }

  private boolean leads(Leadership<String> leadership) {
    return leadership.leader() != null && leadership.leader().id().equals(node);
  }

  @Override
  public void leave() {
    atomix.stop().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private final class ElectorSeat implements Seat {
    private final LeaderElector<String> elector;
    private final String election;
    private final LeadershipEventListener<String> listener;
    private final Told told;

    ElectorSeat(
        LeaderElector<String> elector,
        String election,
        LeadershipEventListener<String> listener,
        Told told) {
      this.elector = elector;
      this.election = election;
      this.listener = listener;
      this.told = told;
    }

    /** It was when it had begun. */
    @Override
    public void awaitRecorded() {}

    @Override
    public boolean leads() {
      return told.leads();
    }

    @Override
    public void leave() {
      told.end();
      elector.withdraw(election, node);
      elector.removeListener(election, listener);
      elector.close();
    }
  }
}
