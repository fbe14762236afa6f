package io.primacy.election.node.demo;

import io.primacy.election.node.lab.Moment;
import io.primacy.election.node.lab.Moment.Accepted;
import io.primacy.election.node.lab.Moment.Deed;
import io.primacy.election.node.lab.Moment.Ordered;
import io.primacy.election.node.lab.Moment.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The moments as lanes with spans: who ran, who was frozen, who led by what the ledger accepted.
 *
 * @param length from the start to the end
 * @param lanes one for each node, in the order of their names
 * @param accepted every append
 * @param refused every refusal
 */
record Timeline(Duration length, List<Lane> lanes, List<Accepted> accepted, List<Refused> refused) {

  /** Something that lasts. */
  record Span(Duration begin, Duration end) {}

  /** From the first to the last append that was accepted with one token. */
  record Reign(long token, Span span, int appends) {}

  /** One node's. */
  record Lane(
      String node,
      List<Span> alive,
      List<Span> frozen,
      List<Reign> reigns,
      List<Deed> deeds,
      List<Ordered> orders) {}

  Timeline {
    lanes = List.copyOf(lanes);
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  static Timeline of(List<Moment> moments, Duration length) {
    List<Accepted> accepted = only(moments, Accepted.class);
    Set<String> nodes = new TreeSet<>();
    only(moments, Moment.Told.class).forEach(told -> nodes.add(told.node()));
    accepted.forEach(append -> nodes.add(append.entry().node()));
    List<Deed> deeds = only(moments, Deed.class);
    List<Ordered> orders = only(moments, Ordered.class);
    List<Lane> lanes =
        nodes.stream()
            .map(
                node ->
                    lane(
                        node,
                        accepted.stream().filter(a -> a.entry().node().equals(node)).toList(),
                        deeds.stream().filter(deed -> deed.process().equals(node)).toList(),
                        orders.stream().filter(order -> order.about().equals(node)).toList(),
                        length))
            .toList();
    return new Timeline(length, lanes, accepted, only(moments, Refused.class));
  }

  private static Lane lane(
      String node,
      List<Accepted> appends,
      List<Deed> deeds,
      List<Ordered> orders,
      Duration length) {
    List<Span> alive =
        spans(
            deeds,
            Set.of(Moment.Kind.STARTED),
            Set.of(Moment.Kind.KILLED, Moment.Kind.EXITED),
            length);
    List<Span> frozen =
        spans(deeds, Set.of(Moment.Kind.FROZEN), Set.of(Moment.Kind.THAWED), length);
    return new Lane(node, alive, frozen, reigns(appends), deeds, orders);
  }

  private static List<Span> spans(
      List<Deed> deeds, Set<Moment.Kind> begins, Set<Moment.Kind> ends, Duration length) {
    List<Span> spans = new ArrayList<>();
    @Nullable Duration begin = null;
    for (Deed deed : deeds) {
      if (begin == null && begins.contains(deed.kind())) {
        begin = deed.at();
      } else if (begin != null && ends.contains(deed.kind())) {
        spans.add(new Span(begin, deed.at()));
        begin = null;
      }
    }
    if (begin != null) {
      spans.add(new Span(begin, length));
    }
    return spans;
  }

  private static List<Reign> reigns(List<Accepted> appends) {
    List<Reign> reigns = new ArrayList<>();
    for (int i = 0, first = 0; i < appends.size(); i++) {
      long token = appends.get(i).entry().token();
      boolean last = i + 1 == appends.size() || appends.get(i + 1).entry().token() != token;
      if (last) {
        Span span = new Span(appends.get(first).at(), appends.get(i).at());
        reigns.add(new Reign(token, span, i + 1 - first));
        first = i + 1;
      }
    }
    return reigns;
  }

  private static <T extends Moment> List<T> only(List<Moment> moments, Class<T> type) {
    return moments.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
