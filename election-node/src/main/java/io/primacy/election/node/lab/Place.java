package io.primacy.election.node.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where the processes of a lab run, and how they reach one another there. */
interface Place extends AutoCloseable {

  /** The address of a process of that name, for the others. The same over its restarts. */
  String host(String name);

  /**
   * What is to be started there.
   *
   * @param name of the process
   * @param arguments of the Java program, without that itself
   * @param environment what is added to it
   * @param log where its standard error goes
   * @param lines told every line of its standard output
   */
  record Order(
      String name,
      List<String> arguments,
      Map<String, String> environment,
      Path log,
      Consumer<String> lines) {}

  /** Starts a process. Its standard input is held open while this program lives. */
  Child start(Order order) throws IOException;

  /** Gives back what it took. The processes are gone by then. */
  @Override
  default void close() {}
}
