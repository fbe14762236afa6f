package io.primacy.election.node.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** The option all commands share, and how errors look with it. */
public final class Output {

  @Option(names = "--json", description = "Print JSON, one object on each line, instead of text.")
  private boolean json;

  public boolean json() {
    return json;
  }

  /** The lines that tell a failure: to standard error as text, or to standard output as JSON. */
  public static String text(Failure failure) {
    return String.join(System.lineSeparator(), failure.sentences());
  }

  /** The same for programs. */
  public static String json(Failure failure) {
    ObjectNode object = Json.object();
    object.put("event", "error").put("exit", failure.exitCode());
    failure.sentences().forEach(object.putArray("problems")::add);
    return Json.line(object);
  }
}
