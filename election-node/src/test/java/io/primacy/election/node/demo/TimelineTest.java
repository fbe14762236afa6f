package io.primacy.election.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.primacy.election.Timing;
import io.primacy.election.node.demo.Timeline.Reign;
import io.primacy.election.node.demo.Timeline.Span;
import io.primacy.election.node.lab.Audit;
import io.primacy.election.node.lab.Check;
import io.primacy.election.node.lab.Moment.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TimelineTest {

  private static final Duration LENGTH = Duration.ofSeconds(8);

  private final Scene scene =
      new Scene()
          .did("n1", Kind.STARTED, 100)
          .did("n2", Kind.STARTED, 110)
          .stands("n1", 1, 900)
          .leads("n1", 1, 1000)
          .act()
          .did("n1", Kind.FROZEN, 1460)
          .leads("n2", 2, 4500)
          .did("n1", Kind.THAWED, 5000)
          .refused("n1", 1, 11, 5010)
          .stands("n1", 2, 5200)
          .ordered("n1", "drain", 0, 5300)
          .ordered("n1", "stop-check", 0, 5310)
          .did("n2", Kind.KILLED, 6000);

  @Test
  void spansAreFromDeedsAndReignsFromTheLedger() {
    Timeline timeline = Timeline.of(scene.moments(), LENGTH);

    Timeline.Lane n1 = timeline.lanes().get(0);
    assertEquals("n1", n1.node());
    assertEquals(List.of(span(100, 8000)), n1.alive());
    assertEquals(List.of(span(1460, 5000)), n1.frozen());
    assertEquals(List.of(new Reign(1, span(1000, 1450), 10)), n1.reigns());
    Timeline.Lane n2 = timeline.lanes().get(1);
    assertEquals(List.of(span(110, 6000)), n2.alive());
    assertEquals(List.of(new Reign(2, span(4500, 4950), 10)), n2.reigns());
    assertEquals(1, timeline.refused().size());
  }

  @Test
  void thePictureIsWellFormedAndNeedsNothingElse() throws Exception {
    String html = HtmlReport.of(result());

    String svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new java.io.StringReader(svg)));
    assertFalse(Pattern.compile("https?:|src=|<link|<script|@import").matcher(html).find());
    assertTrue(svg.contains("token 1 refused"), svg);
    assertTrue(svg.contains("3.05 s without a leader"), svg);
    assertTrue(svg.contains("drain &lt;ledger&gt; at 5.30 s"), svg);
    assertTrue(svg.contains(">drain</text>"), svg);
    assertTrue(svg.contains("stop-check &lt;ledger&gt; at 5.31 s"), svg);
    assertFalse(svg.contains(">stop-check</text>"), "one word covers the other");
    assertTrue(html.contains("every act held") || html.contains("failed"), html);
    assertTrue(html.contains("&rarr; 2"), html);
  }

  @Test
  void theTableFitsEightyColumns() {
    StringWriter text = new StringWriter();
    TextNarrator narrator =
        new TextNarrator(new PrintWriter(text), picocli.CommandLine.Help.Ansi.OFF);
    scene.moments().forEach(narrator::moment);
    result().acts().forEach(narrator::judged);
    narrator.ends(result());

    String table = text.toString();
    assertEquals(List.of(), table.lines().filter(line -> line.length() > 80).toList());
    assertTrue(
        Pattern.compile("Freeze the master, thaw it late +3.05 s +1 -> 2 +10 +1 +yes")
            .matcher(table)
            .find(),
        table);
    assertTrue(table.contains("The demo failed in 8.00 s."), table);
  }

  private DemoResult result() {
    Timing timing = Timing.ofLease(Duration.ofSeconds(3));
    Episode episode = scene.episode();
    ActResult act =
        new ActResult(
            Act.FREEZE,
            Duration.ofMillis(1455),
            Duration.ofSeconds(7),
            episode,
            Act.FREEZE.judge(episode, timing),
            Optional.empty());
    List<Check> audit = Audit.of(scene.ledger(), scene.moments());
    return new DemoResult("a store", timing, List.of(act), audit, scene.moments(), LENGTH);
  }

  private static Span span(long begin, long end) {
    return new Span(Duration.ofMillis(begin), Duration.ofMillis(end));
  }
}
