package io.primacy.election.node.operate;

import io.primacy.election.ElectionView;
import io.primacy.election.ElectionView.Candidate;
import io.primacy.election.NodeView;
import io.primacy.election.Timing;
import io.primacy.election.node.console.CommandException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What doctor looks at. Each finding says what was found and, if it is bad, what to do. */
record Examination(Desk desk, Clock clock) {

  /** Not one of the operator's: what doctor writes to find out whether it may. */
  private static final String OWN = "doctor";

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            "configuration",
            "node "
                + desk.ownNode()
                + ", namespace "
                + desk.config().namespace()
                + ", elections "
                + String.join(", ", desk.names())));
    findings.add(timings());
    List<ElectionView> views;
    long begun = System.nanoTime();
    try {
      views = desk.views(desk.names());
    } catch (CommandException e) {
      findings.add(Finding.bad("store", String.valueOf(e.getMessage())));
      return findings;
    }
    long took = (System.nanoTime() - begun) / 1_000_000;
    findings.add(
        Finding.good("store", desk.config().provider().name() + " answered in " + took + " ms"));
    findings.add(permission());
    Map<String, NodeView> sessions = desk.sessions(views);
    findings.add(clocks(sessions));
    for (ElectionView view : views) {
      findings.add(redundancy(new Outlook(view, sessions, clock)));
    }
    findings.add(voters());
    return findings;
  }

  private Finding timings() {
    Timing timing = desk.config().timing();
    Duration worst = timing.worstCaseFailover(0);
    return Finding.good(
        "timings",
        "lease "
            + timing.lease().toMillis()
            + " ms; after a leader is lost the next leads within "
            + worst.toMillis()
            + " ms");
  }

  /* A record of no election that anybody stands in. */
  private Finding permission() {
    try {
      desk.awaitChange(
          "asked whether it may be written",
          desk.operations()
              .lay(
                  OWN,
                  io.primacy.election.Directive.prefer(
                      desk.ownNode(),
                      new io.primacy.election.Actor(OWN, "may this be written?"),
                      clock.millis())));
      return Finding.good("right to write", "election records can be written");
    } catch (CommandException e) {
      return Finding.bad(
          "right to write",
          e.getMessage() + " Give the node's user the right to write in this namespace.");
    }
  }

  private Finding clocks(Map<String, NodeView> sessions) {
    List<String> off = new ArrayList<>();
    int compared = 0;
    for (NodeView session : sessions.values()) {
      if (!session.open() || session.renewedAt().isEmpty()) {
        continue;
      }
      compared++;
      long ahead = session.renewedAt().getAsLong() - clock.millis();
      if (ahead > 1_000) {
        off.add(session.node() + " is " + ahead + " ms ahead");
      }
    }
    if (!off.isEmpty()) {
      return Finding.note(
          "clocks",
          String.join(", ", off)
              + ". Pauses end by these clocks, and headroom is judged by them; elections are not");
    }
    return Finding.good(
        "clocks", compared + " nodes compared, none is ahead of this machine by a second");
  }

  private Finding redundancy(Outlook outlook) {
    ElectionView view = outlook.view();
    List<String> able =
        view.candidates().stream()
            .filter(view::mayLead)
            .filter(outlook::isAlive)
            .map(Candidate::node)
            .toList();
    String what = "election " + view.election();
    if (able.isEmpty()) {
      return Finding.bad(what, "nobody is alive and may lead. Start a node, or undrain one");
    }
    if (view.leader().isEmpty()) {
      return Finding.bad(what, "has no leader; see 'explain " + view.election() + "'");
    }
    String alive = String.join(", ", able);
    return able.size() == 1
        ? Finding.note(what, "only " + alive + " can lead: if it is lost, nobody follows")
        : Finding.good(what, alive + " can lead: " + (able.size() - 1) + " may be lost");
  }

  private Finding voters() {
    String provider = desk.config().provider().name();
    int count = Servers.in(desk.config().settings().toString()).size();
    if (count == 0) {
      return Finding.note("voters", "how many servers " + provider + " has is not configured here");
    }
    int tolerated = (count - 1) / 2;
    String said = count + " configured, " + tolerated + " may be lost";
    return count < 3
        ? Finding.bad(
            "voters",
            said
                + ": this is not highly available. Use three, the third may be a witness that runs"
                + " nothing else")
        : Finding.good("voters", said);
  }
}
