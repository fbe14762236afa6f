package io.primacy.election.node.demo;

import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.LabNodeCommand;
import io.primacy.election.node.lab.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The demo as one page that needs nothing but itself. */
final class HtmlReport {

  private HtmlReport() {}

  static String of(DemoResult result) {
    Timeline timeline = Timeline.of(result.moments(), result.took());
    String verdict =
        result.held()
            ? "<span class='held'>every act held</span>"
            : "<span class='failed'>failed</span>";
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Two nodes and one ledger</title>
    <style>
    %s</style>
    </head>
    <body>
    <header><h1>Two nodes and one ledger</h1>%s</header>
    <p class="lead">%s</p>
    <figure>
    %s
    %s</figure>
    <table>
    <thead><tr><th></th><th>Act</th><th class="n">Without a leader</th><th>Tokens</th>\
    <th class="n">Accepted</th><th class="n">Refused</th><th>What had to hold</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    <h2>The ledger, read once more</h2>
    <ul>%s</ul>
    <p class="note">Without a leader: from the last append accepted from the old master to the first
    of the new one; in the first act from the first candidacy. Read from the ledger by the demo, on
    one monotonic clock, every 5 ms; the master appends every %s. The writer makes its late append
    on purpose: once overtaken, it tries once more without asking.</p>
    </body>
    </html>
    """
        .formatted(
            css(),
            verdict,
            lead(result, timeline),
            legend(timeline),
            TimelineSvg.of(timeline, result.acts()),
            rows(result.acts()),
            checks(result.audit()),
            Words.brief(LabNodeCommand.INTERVAL));
  }

  private static String lead(DemoResult result, Timeline timeline) {
    return escape(
        "Two node processes and "
            + result.store()
            + " on one machine, for "
            + Words.seconds(result.took())
            + ". Lease "
            + Words.brief(result.timing().lease())
            + "; at worst "
            + Words.brief(result.timing().worstCaseFailover(0))
            + " from a death to the next master. "
            + timeline.accepted().size()
            + " appends accepted, "
            + timeline.refused().size()
            + " refused.");
  }

  private static String legend(Timeline timeline) {
    StringBuilder legend = new StringBuilder("<ul class='legend'>");
    for (int i = 0; i < timeline.lanes().size(); i++) {
      legend.append("<li><i class='node").append(i).append("'></i>");
      legend.append(escape(timeline.lanes().get(i).node())).append(" leads</li>");
    }
    return legend
        + "<li><i class='up'></i>runs</li><li><i class='cold'></i>frozen</li>"
        + "<li><i class='none'></i>nobody leads</li><li><i class='no'></i>append refused</li></ul>";
  }

  private static String rows(List<ActResult> acts) {
    StringBuilder rows = new StringBuilder();
    for (ActResult act : acts) {
      Episode episode = act.episode();
      String gap = episode.withoutLeader().map(Words::brief).orElse("&ndash;");
      rows.append("<tr><td class='no'>").append(act.act().number());
      rows.append("</td><td class='name'>").append(escape(act.act().title()));
      rows.append("</td><td class='n'>").append(gap);
      rows.append("</td><td class='tokens'>")
          .append(escape(episode.tokens()).replace("-&gt;", "&rarr;"));
      rows.append("</td><td class='n'>").append(episode.accepted().size());
      rows.append("</td><td class='n'>").append(episode.refused().size());
      rows.append("</td><td><ul>").append(act.failure().map(HtmlReport::failure).orElse(""));
      rows.append(checks(act.checks())).append("</ul></td></tr>\n");
    }
    return rows.toString();
  }

  private static String failure(String sentence) {
    return "<li class='failed'>" + escape(sentence) + "</li>";
  }

  private static String checks(List<Check> checks) {
    StringBuilder items = new StringBuilder();
    for (Check check : checks) {
      items.append("<li class='").append(check.held() ? "held" : "failed").append("'>");
      items.append(escape(check.claim())).append(" <span>").append(escape(check.found()));
      items.append("</span></li>");
    }
    return items.toString();
  }

  private static String css() {
    try (InputStream css =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;");
  }
}
