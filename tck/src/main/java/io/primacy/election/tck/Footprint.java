package io.primacy.election.tck;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What this process holds: threads and, where the system tells, files and sockets. */
final class Footprint {

  /** The cycles after which whatever is made once and kept has been made. */
  private static final int FIRST = 10;

  /** What may come and go without having to do with the cycles. */
  private static final int SLACK = 8;

  /** Threads of the JDK that outlive whoever first needed them. */
  private static final List<String> SHARED =
      List.of("ForkJoinPool.commonPool", "CompletableFutureDelayScheduler", "Common-Cleaner");

  private final Patience patience;

  Footprint(Patience patience) {
    this.patience = patience;
  }

  /** Does something over and over, and fails if that leaves something behind each time or so. */
  void compare(int cycles, Runnable cycle) {
    repeat(FIRST, cycle);
    Set<Thread> threads = threads();
    long files = openFiles();

    repeat(cycles, cycle);

    patience.until(
        "after " + cycles + " cycles no more threads than before; new: " + names(left(threads)),
        () -> left(threads).size() < SLACK);
    patience.until(
        "after "
            + cycles
            + " cycles no more open files than the "
            + files
            + " before; now: "
            + openFiles(),
        () -> openFiles() < files + SLACK);
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static Set<Thread> left(Set<Thread> before) {
    Set<Thread> left = threads();
    left.removeAll(before);
    return left;
  }

  /* Not by stack traces, which take their time: this is asked often. */
  private static Set<Thread> threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] found = new Thread[2 * root.activeCount() + SLACK];
    int count = root.enumerate(found);
    Set<Thread> threads = new HashSet<>(Arrays.asList(found).subList(0, count));
    threads.removeIf(thread -> SHARED.stream().anyMatch(thread.getName()::startsWith));
    return threads;
  }

  private static String names(Set<Thread> threads) {
    return threads.stream().map(Thread::getName).sorted().collect(Collectors.joining(", "));
  }
}
