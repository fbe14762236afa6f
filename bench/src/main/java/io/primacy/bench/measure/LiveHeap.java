package io.primacy.bench.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the objects take that can still be reached, as the machine's own histogram of classes counts
 * them after a collection. What a collector calls used goes by regions, and is off by hundreds of
 * kilobytes either way.
 */
final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

  private static final int COLLECTIONS = 20;
  private static final Duration REST = Duration.ofMillis(100);

  private LiveHeap() {}

  /* A collection finds what the one before has only made unreachable: finalizers and cleaners run
  in between. */
  static long bytes() throws JMException, InterruptedException {
    long least = counted();
    for (int i = 0; i < COLLECTIONS; i++) {
      Moments.pass(REST);
      long now = counted();
      if (now >= least) {
        return now;
      }
      least = now;
    }
    throw new IllegalStateException("What can be reached grows less all the time");
  }

  private static long counted() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("This JVM counts no objects: " + histogram);
    }
    return Long.parseLong(total.group(1));
  }
}
