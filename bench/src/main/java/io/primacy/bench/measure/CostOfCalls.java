package io.primacy.bench.measure;

import static java.util.Objects.requireNonNull;

import io.primacy.bench.calls.Clock;
import io.primacy.bench.calls.PeerCalls;
import io.primacy.bench.calls.PrimacyCalls;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.ZooKeeperServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What it costs to ask whether this process leads, before each action. */
final class CostOfCalls implements Measurement {

  private static final String ASKED = "time of a call";
  private static final String ALLOCATED = "allocated by a call";
  private static final String NANO_TIME = "System.nanoTime()";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  /* JMH divides what the whole process allocates; the least object is 16 bytes. */
  private static final double NOTHING = 1;

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public String title() {
    return "Cost of asking";
  }

  @Override
  public String about() {
    return "By JMH, average time, each call in processes of its own, while that process leads on a"
        + " ZooKeeper server. Primacy evaluates the lease at each call; the others answer from a"
        + " field that a callback sets.";
  }

  @Override
  public String baseline() {
    return NANO_TIME;
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.limit("Leadership.isHeld()", ALLOCATED, NOTHING),
        Goal.limit("Leadership.whileHeld()", ALLOCATED, NOTHING),
        Goal.limit("Leadership.token()", ALLOCATED, NOTHING));
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    List<Figure> times = new ArrayList<>();
    List<Figure> bytes = new ArrayList<>();
    progress.at(0, 1, "JMH");
    try (ZooKeeperServer server = new ZooKeeperServer()) {
      for (RunResult result : new Runner(options(server.connect(), quick)).run()) {
        String call = call(result);
        times.add(
            new Figure(
                call,
                ASKED,
                "ns",
                result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .map(iteration -> iteration.getPrimaryResult().getScore())
                    .toList()));
        bytes.add(
            new Figure(
                call,
                ALLOCATED,
                "bytes",
                List.of(requireNonNull(result.getSecondaryResults().get(ALLOCATION)).getScore())));
      }
    }
    times.addAll(bytes);
    return times;
  }

  private static Options options(String service, boolean quick) {
    return new OptionsBuilder()
        .include(Clock.class.getName())
        .include(PrimacyCalls.class.getName())
        .include(PeerCalls.class.getName())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(quick ? 1 : 3)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(TimeValue.milliseconds(quick ? 500 : 1_000))
        .measurementIterations(quick ? 2 : 5)
        .measurementTime(TimeValue.milliseconds(quick ? 500 : 1_000))
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend("-D" + PrimacyCalls.SERVICE + "=" + service)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private static String call(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    return switch (method) {
      case "nanoTime" -> NANO_TIME;
      case "hasLeadership" -> result.getParams().getParam("peer") + ".hasLeadership()";
      default -> "Leadership." + method + "()";
    };
  }
}
