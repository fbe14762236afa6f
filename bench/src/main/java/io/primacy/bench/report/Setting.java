package io.primacy.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and when figures came about: without it they say nothing.
 *
 * @param quick whether it was a short run, whose figures are no more than a first look
 * @param versions of the libraries
 */
public record Setting(
    String date,
    boolean quick,
    String java,
    String system,
    String processor,
    int processors,
    double loadBefore,
    Map<String, String> versions) {

  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** Now, on this machine. */
  public static Setting here(boolean quick, Map<String, String> versions) {
    return new Setting(
        LocalDate.now(ZoneOffset.UTC).toString(),
        quick,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        new TreeMap<>(versions));
  }

  private static String processorName() {
    try {
      return Files.readAllLines(CPU).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
