package io.primacy.election.node.demo;

import io.primacy.election.node.demo.Timeline.Lane;
import io.primacy.election.node.demo.Timeline.Reign;
import io.primacy.election.node.demo.Timeline.Span;
import io.primacy.election.node.lab.LedgerEntry;
import io.primacy.election.node.lab.Moment.Accepted;
import io.primacy.election.node.lab.Moment.Deed;
import io.primacy.election.node.lab.Moment.Ordered;
import io.primacy.election.node.lab.Moment.Refused;
import io.primacy.election.node.lab.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws a timeline. Colours and fonts are the page's: see report.css. */
final class TimelineSvg {

  private static final int WIDTH = 1200;
  private static final int LEFT = 84;
  private static final int RIGHT = 24;
  private static final int LANES_TOP = 66;
  private static final int LANE = 84;
  private static final int BAR = 34;
  private static final int LEDGER = 30;
  private static final int BELOW_LEDGER = 74;

  private final Timeline timeline;
  private final List<ActResult> acts;
  private final StringBuilder svg = new StringBuilder();

  private TimelineSvg(Timeline timeline, List<ActResult> acts) {
    this.timeline = timeline;
    this.acts = acts;
  }

  static String of(Timeline timeline, List<ActResult> acts) {
    return new TimelineSvg(timeline, acts).draw();
  }

  private String draw() {
    add(
        "<svg viewBox='0 0 %d %d' role='img' aria-label='Who led when'>",
        WIDTH, ledgerTop() + LEDGER + BELOW_LEDGER);
    add(
        "<defs><pattern id='ice' width='7' height='7' patternUnits='userSpaceOnUse'"
            + " patternTransform='rotate(45)'><rect class='ice' width='3' height='7'/></pattern>"
            + "</defs>");
    acts();
    axis();
    timeline.refused().forEach(this::wayOfRefused);
    for (int i = 0; i < timeline.lanes().size(); i++) {
      lane(timeline.lanes().get(i), i);
    }
    ledger();
    gaps();
    add("</svg>");
    return svg.toString();
  }

  private void acts() {
    for (ActResult act : acts) {
      double begin = x(act.begin());
      double width = x(act.end()) - begin;
      int number = act.act().number();
      String shade = number % 2 == 1 ? "odd" : "even";
      // The table below has the names of those that are too short for theirs.
      String word = LabelRow.width(act.act().word()) < width ? act.act().word() : "";
      add(
          "<rect class='act %s' x='%.1f' y='0' width='%.1f' height='%d'/>",
          shade, begin, width, ledgerTop() + LEDGER + 16);
      add(
          "<text class='actno' x='%.1f' y='20'>%d</text><text class='actname' x='%.1f' y='38'>%s"
              + "</text>",
          begin + 8, number, begin + 8, word);
    }
  }

  private void axis() {
    int y = ledgerTop() + LEDGER + 16;
    add("<line class='axis' x1='%d' y1='%d' x2='%d' y2='%d'/>", LEFT, y, WIDTH - RIGHT, y);
    for (long second = 0; second <= timeline.length().toSeconds(); second++) {
      double x = x(Duration.ofSeconds(second));
      boolean named = second % 2 == 0;
      add("<line class='axis' x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>", x, y, x, y + (named ? 6 : 3));
      if (named) {
        add("<text class='tick' x='%.1f' y='%d'>%d s</text>", x, y + 20, second);
      }
    }
  }

  private void lane(Lane lane, int index) {
    int middle = LANES_TOP + index * LANE + BAR / 2;
    add("<text class='lane' x='8' y='%d'>%s</text>", middle + 6, HtmlReport.escape(lane.node()));
    add(
        "<line class='down' x1='%d' y1='%d' x2='%d' y2='%d'/>",
        LEFT, middle, WIDTH - RIGHT, middle);
    for (Span span : lane.alive()) {
      rect("alive node" + index, span, middle - 3, 6, 3, "");
    }
    for (Span span : lane.frozen()) {
      rect("frozen", span, middle - BAR / 2, BAR, 4, "frozen for " + words(span));
    }
    for (Reign reign : lane.reigns()) {
      reign(reign, index, middle);
    }
    LabelRow below = new LabelRow();
    lane.deeds().forEach(deed -> deed(deed, middle, below));
    LabelRow above = new LabelRow();
    lane.orders().forEach(order -> order(order, middle, above));
  }

  private void reign(Reign reign, int index, int middle) {
    String title =
        "token " + reign.token() + ", " + reign.appends() + " appends in " + words(reign.span());
    rect("reign node" + index, reign.span(), middle - BAR / 2, BAR, 5, title);
    double width = x(reign.span().end()) - x(reign.span().begin());
    double centre = x(reign.span().begin()) + width / 2;
    String text = width > 72 ? "token " + reign.token() : Long.toString(reign.token());
    add("<text class='token' x='%.1f' y='%d'>%s</text>", centre, middle + 5, text);
  }

  private void deed(Deed deed, int middle, LabelRow labels) {
    double x = x(deed.at());
    int bottom = middle + BAR / 2 + 6;
    String kind = deed.kind().name().toLowerCase(Locale.ROOT);
    String word =
        switch (deed.kind()) {
          case STARTED -> "start";
          case KILLED -> "kill -9";
          case FROZEN -> "freeze";
          case THAWED -> "thaw";
          case CUT_OFF -> "cut off";
          case CONNECTED -> "connect";
          case ASKED_TO_CLOSE -> "close";
          case EXITED -> "";
        };
    if (word.isEmpty()) {
      return;
    }
    add(
        "<g class='deed did-%s'><title>%s at %s</title><line x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>"
            + "<circle cx='%.1f' cy='%d' r='4'/>",
        kind,
        HtmlReport.escape(deed.detail()),
        Words.seconds(deed.at()),
        x,
        middle - BAR / 2 - 4,
        x,
        bottom,
        x,
        bottom);
    add("<text x='%.1f' y='%d'>%s</text></g>", x, bottom + 18, labels.place(x, word));
  }

  /* Above the bar; what happens to the process is below it. */
  private void order(Ordered order, int middle, LabelRow labels) {
    double x = x(order.at());
    int top = middle - BAR / 2 - 6;
    add(
        "<g class='order'><title>%s at %s</title><line x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>",
        HtmlReport.escape(order.command()), Words.seconds(order.at()), x, top, x, middle + BAR / 2);
    add("<circle cx='%.1f' cy='%d' r='3'/>", x, top);
    add("<text x='%.1f' y='%d'>%s</text></g>", x, top - 6, labels.place(x, order.verb()));
  }

  private void ledger() {
    int top = ledgerTop();
    add("<text class='lane' x='8' y='%d'>ledger</text>", top + LEDGER / 2 + 6);
    add(
        "<rect class='paper' x='%d' y='%d' width='%d' height='%d'/>",
        LEFT, top, WIDTH - LEFT - RIGHT, LEDGER);
    for (Accepted append : timeline.accepted()) {
      double x = x(append.at());
      add(
          "<line class='append node%d' x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>",
          lane(append.entry().node()), x, top + 3, x, top + LEDGER - 3);
    }
    for (Refused refusal : timeline.refused()) {
      refusal(refusal, top);
    }
  }

  /* Behind the lanes it passes. */
  private void wayOfRefused(Refused refusal) {
    double x = x(refusal.at());
    int from = LANES_TOP + lane(refusal.entry().node()) * LANE + BAR / 2;
    add("<line class='throw' x1='%.1f' y1='%d' x2='%.1f' y2='%d'/>", x, from, x, ledgerTop());
  }

  private void refusal(Refused refusal, int top) {
    double x = x(refusal.at());
    int y = top + LEDGER / 2;
    LedgerEntry entry = refusal.entry();
    add(
        "<g class='refused'><title>%s refused at %s: token %d is below %d</title>",
        HtmlReport.escape(entry.id()), Words.seconds(refusal.at()), entry.token(), entry.highest());
    add("<circle cx='%.1f' cy='%d' r='10'/>", x, y);
    add("<path d='M%.1f %d l8 8 m0 -8 l-8 8'/>", x - 4, y - 4);
    add("<text x='%.1f' y='%d'>token %d refused</text></g>", x - 8, top - 8, entry.token());
  }

  private void gaps() {
    int y = ledgerTop() + LEDGER + 46;
    for (ActResult act : acts) {
      for (Episode.Change change : act.episode().changes()) {
        double begin = x(change.last().at());
        double end = x(change.first().at());
        add(
            "<path class='gap' d='M%.1f %d v8 H%.1f v-8'/><text class='gap' x='%.1f' y='%d'>%s"
                + "</text>",
            begin,
            y - 4,
            Math.max(end, begin + 2),
            (begin + end) / 2,
            y + 22,
            Words.brief(change.gap()) + (end - begin > 150 ? " without a leader" : ""));
        add(
            "<rect class='gap' x='%.1f' y='%d' width='%.1f' height='%d'/>",
            begin + 1, ledgerTop(), Math.max(0, end - begin - 2), LEDGER);
      }
    }
  }

  private int lane(String node) {
    return timeline.lanes().stream().map(Lane::node).toList().indexOf(node);
  }

  private int ledgerTop() {
    return LANES_TOP + timeline.lanes().size() * LANE;
  }

  private double x(Duration at) {
    double share = (double) at.toNanos() / Math.max(1, timeline.length().toNanos());
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private void rect(String style, Span span, int y, int height, int round, String title) {
    double begin = x(span.begin());
    add(
        "<rect class='%s' x='%.1f' y='%d' width='%.1f' height='%d' rx='%d'><title>%s</title></rect>",
        style, begin, y, Math.max(2, x(span.end()) - begin), height, round, title);
  }

  private static String words(Span span) {
    return Words.brief(span.end().minus(span.begin()));
  }

  private void add(String form, Object... values) {
    svg.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
