package io.primacy.election.node.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of this machine, on its loopback address. */
final class ThisMachine implements Place {

  @Override
  public String host(String name) {
    return "127.0.0.1";
  }

  @Override
  public Child start(Order order) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(order.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(order.environment());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(order.log().toFile()));
    return Child.of(builder.start(), order.lines());
  }
}
