package io.primacy.election.node.torture;

import io.primacy.election.node.console.Table;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** For people: one line that changes, on a terminal, or a line for each window. */
final class TextTelling implements Telling {

  private final PrintWriter out;
  private final Ansi ansi;
  private final boolean terminal;
  private Duration length = Duration.ZERO;

  TextTelling(PrintWriter out, Ansi ansi, boolean terminal) {
    this.out = out;
    this.ansi = ansi;
    this.terminal = terminal;
  }

  @Override
  public void opening(String store, Schedule schedule, Duration planned) {
    length = planned;
    out.println(
        "Two nodes on "
            + store
            + ", lease "
            + Words.brief(schedule.lease())
            + ", seed "
            + schedule.seed()
            + ", "
            + clock(planned)
            + " minutes.");
    out.flush();
  }

  @Override
  public void begins(Window window, String leader, Tally.Figures figures, Duration now) {
    String line =
        String.format(
            Locale.ROOT,
            "%s/%s  window %d  %s leads with token %d, %d refused  %s",
            clock(now),
            clock(length),
            window.number(),
            leader,
            figures.highestToken(),
            figures.refused(),
            window.words());
    String cut = line.substring(0, Math.min(line.length(), Table.WIDTH - 1));
    out.print(terminal ? "\r\033[K" + cut : cut + System.lineSeparator());
    out.flush();
  }

  @Override
  public void ends(CampaignResult result) {
    out.print(terminal ? "\r\033[K" : "");
    out.println();
    Table faults = new Table("FAULT", "TIMES#");
    result.faults().forEach((fault, times) -> faults.row(fault, Integer.toString(times)));
    out.println(faults.render(ansi, 2));
    Table figures = new Table("FIGURE", "VALUE#");
    figures.row("windows with faults", Integer.toString(result.windows()));
    figures.row("leaderships that wrote", Integer.toString(result.figures().elections()));
    figures.row("highest token", Long.toString(result.figures().highestToken()));
    figures.row("writes accepted", Long.toString(result.figures().accepted()));
    figures.row("stale writes refused", Long.toString(result.figures().refused()));
    figures.row(
        "longest from the end of a fault to a leader's write",
        Words.brief(result.longestRecovery()));
    figures.row("longest without a leader in quiet windows", Words.brief(result.figures().gap()));
    out.println(figures.render(ansi, 2));
    for (Check check : result.checks()) {
      String verdict = check.held() ? "@|green holds|@   " : "@|bold,red VIOLATED|@";
      out.println(ansi.string("  " + verdict + "  ") + check.claim());
      out.println("            " + check.found());
    }
    result
        .failure()
        .ifPresent(failure -> out.println(ansi.string("  @|bold,red FAILED|@    ") + failure));
    out.println();
    out.println(
        result.held()
            ? "No violation in " + clock(result.took()) + " minutes."
            : "Not held. Seed " + result.schedule().seed() + " plays the same faults again.");
    out.flush();
  }

  private static String clock(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
