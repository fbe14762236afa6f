package io.primacy.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Threads of this process that go on working when all is said to be over. What is measured beside
 * them is measured on a machine with a core less.
 */
public final class BusyThreads {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration WATCHED = Duration.ofMillis(200);

  private BusyThreads() {}

  /** Names of those that are left; waits for their end within a limit. */
  public static List<String> leftAfter(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> busy = now();
    while (!busy.isEmpty() && System.nanoTime() - deadline < 0) {
      busy = now();
    }
    return busy;
  }

  /* Those that used a quarter of a time or more: two that spin may share one core with others. */
  private static List<String> now() throws InterruptedException {
    Map<Long, Long> before = processorTimes();
    Moments.pass(WATCHED);
    TreeSet<String> busy = new TreeSet<>();
    processorTimes()
        .forEach(
            (id, time) -> {
              ThreadInfo thread = THREADS.getThreadInfo(id); // None of a thread that has ended.
              if (thread != null && time - before.getOrDefault(id, time) >= WATCHED.toNanos() / 4) {
                busy.add(thread.getThreadName());
              }
            });
    return List.copyOf(busy);
  }

  private static Map<Long, Long> processorTimes() {
    Map<Long, Long> times = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      times.put(id, THREADS.getThreadCpuTime(id));
    }
    return times;
  }
}
