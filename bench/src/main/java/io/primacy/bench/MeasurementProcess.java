package io.primacy.bench;

import io.primacy.bench.service.Scratch;
import io.primacy.election.node.process.ProcessTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;

/**
 * A measurement in a process of its own, so that nothing that another left behind is measured with
 * it. It has this process's options and terminal, and ends with it.
 */
final class MeasurementProcess implements AutoCloseable {

  private final Path scratch;
  private final Process process;
  private final Thread hook;

  /** Starts it. */
  MeasurementProcess(String measurement, Request request) throws IOException {
    scratch = Files.createTempDirectory("primacy-bench");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + Scratch.PROPERTY + "=" + scratch);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MeasureCommand.class.getName());
    command.addAll(request.asArguments());
    command.add(measurement);
    process = new ProcessBuilder(command).inheritIO().start();
    hook = new Thread(this::breakOff, "ends-measurement");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns its exit code when it has ended. */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  private void breakOff() {
    ProcessTree.kill(process.toHandle());
    process.toHandle().onExit().completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    deleteScratch();
  }

  /** What it and its processes write besides the figures: logs, and data of servers. */
  Path scratch() {
    return scratch;
  }

  /** Deletes it; what can not be deleted is no reason to measure nothing more. */
  void deleteScratch() {
    try {
      PathUtils.deleteDirectory(scratch);
    } catch (IOException e) {
      System.err.println("primacy: not all of " + scratch + " could be deleted: " + e);
    }
  }

  @Override
  public void close() {
    ProcessTree.kill(process.toHandle());
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // Then it runs by itself.
    }
  }
}
