package io.primacy.election.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of time, apart from one another and in order. */
record Intervals(List<Interval> list) {

  /** From a moment until just before another. */
  record Interval(long from, long to) {
    long length() {
      return to - from;
    }

    boolean contains(Interval other) {
      return from <= other.from && other.to <= to;
    }
  }

  private record Edge(long at, int step) {}

  /** Where at least so many of some stretches, which may overlap, are under way. */
  static Intervals covered(List<Interval> some, int least, int most) {
    List<Edge> edges = new ArrayList<>();
    for (Interval one : some) {
      if (one.from < one.to) {
        edges.add(new Edge(one.from, 1));
        edges.add(new Edge(one.to, -1));
      }
    }
    edges.sort(Comparator.comparingLong(Edge::at));
    List<Interval> found = new ArrayList<>();
    int count = 0;
    long from = 0;
    for (int i = 0; i < edges.size(); ) {
      long at = edges.get(i).at;
      int before = count;
      for (; i < edges.size() && edges.get(i).at == at; i++) {
        count += edges.get(i).step;
      }
      boolean was = least <= before && before <= most;
      boolean is = least <= count && count <= most;
      if (is && !was) {
        from = at;
      } else if (was && !is) {
        found.add(new Interval(from, at));
      }
    }
    return new Intervals(found);
  }

  /** Where at least one of them is under way. */
  static Intervals union(List<Interval> some) {
    return covered(some, 1, Integer.MAX_VALUE);
  }

  /** What is left of a stretch. */
  Intervals outside(Interval whole) {
    List<Interval> found = new ArrayList<>();
    long from = whole.from;
    for (Interval one : list) {
      if (one.from > from) {
        found.add(new Interval(from, Math.min(one.from, whole.to)));
      }
      from = Math.max(from, one.to);
    }
    if (from < whole.to) {
      found.add(new Interval(from, whole.to));
    }
    return new Intervals(found.stream().filter(one -> one.length() > 0).toList());
  }

  Intervals and(Intervals other) {
    List<Interval> found = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < list.size() && j < other.list.size()) {
      Interval mine = list.get(i);
      Interval theirs = other.list.get(j);
      Interval both = new Interval(Math.max(mine.from, theirs.from), Math.min(mine.to, theirs.to));
      if (both.length() > 0) {
        found.add(both);
      }
      if (mine.to < theirs.to) {
        i++;
      } else {
        j++;
      }
    }
    return new Intervals(found);
  }
}
