package io.primacy.election.node.demo;

import io.primacy.election.Timing;
import io.primacy.election.node.console.Table;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.LabNodeCommand;
import io.primacy.election.node.lab.LabStore;
import io.primacy.election.node.lab.Moment;
import io.primacy.election.node.lab.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The demo for a person at a terminal of 80 columns. */
final class TextNarrator implements Narrator {

  private final PrintWriter out;
  private final Ansi ansi;
  private final Story story = new Story();

  TextNarrator(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  @Override
  public synchronized void opening(LabStore store, Timing timing) {
    print("@|bold Two nodes and one ledger|@");
    print("Nodes n1 and n2 and " + store.title() + " run here, each as a process of its own.");
    print(
        "The master appends to a ledger every "
            + Words.brief(LabNodeCommand.INTERVAL)
            + "; the ledger refuses old tokens.");
    print(
        "Lease "
            + Words.brief(timing.lease())
            + "; from a death to the next master at worst "
            + Words.brief(timing.worstCaseFailover(0))
            + ".");
    print("");
  }

  @Override
  public synchronized void begins(Act act) {
    print("");
    print("@|bold Act " + act.number() + "  " + act.title() + "|@");
  }

  @Override
  public synchronized void moment(Moment moment) {
    story.next(moment).ifPresent(this::tell);
  }

  @Override
  public synchronized void judged(ActResult result) {
    result.failure().ifPresent(failure -> print("  @|bold,red FAILED|@  " + failure));
    result.checks().forEach(this::print);
  }

  @Override
  public synchronized void audited(List<Check> checks) {
    print("");
    print("@|bold The ledger, read once more|@");
    checks.forEach(this::print);
  }

  @Override
  public synchronized void ends(DemoResult result) {
    print("");
    Table table = new Table("act", "no leader#", "tokens", "accepted#", "refused#", "held");
    for (ActResult act : result.acts()) {
      table.row(
          act.act().title(),
          act.episode().withoutLeader().map(Words::brief).orElse("-"),
          act.episode().tokens(),
          Integer.toString(act.episode().accepted().size()),
          Integer.toString(act.episode().refused().size()),
          act.held() ? "yes" : "NO");
    }
    out.print(table.render(ansi, 0));
    print("");
    print("No leader: from the last append accepted from the old master to the first one");
    print("accepted from the new; in the first act from the first candidacy.");
    print("");
    String took = " in " + Words.seconds(result.took()) + ".";
    print(
        result.held()
            ? "@|bold,green Every act held|@" + took
            : "@|bold,red The demo failed|@" + took);
  }

  private void tell(Story.Line line) {
    String text =
        switch (line.tone()) {
          case PLAIN -> line.text();
          case DEED -> ansi.string("@|yellow " + line.text() + "|@");
          case LEADS -> ansi.string("@|green " + line.text() + "|@");
          case REFUSED -> ansi.string("@|bold,red " + line.text() + "|@");
        };
    String time = String.format(Locale.ROOT, "%7.2f s", line.moment().at().toNanos() / 1e9);
    out.println(time + "  " + String.format(Locale.ROOT, "%-9s", line.who()) + "  " + text);
    out.flush();
  }

  private void print(Check check) {
    String word = check.held() ? "@|green ok|@    " : "@|bold,red FAILED|@";
    out.println("  " + ansi.string(word) + "  " + check.claim() + ": " + check.found());
    out.flush();
  }

  private void print(String markup) {
    out.println(ansi.string(markup));
    out.flush();
  }
}
