package io.primacy.election.node.operate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.primacy.election.node.config.NodeConfig;
import io.primacy.election.node.console.Json;
import io.primacy.election.node.console.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command works and how it speaks: the options all of them share. */
public final class Site {

  private static final String LOG = "primacy.log"; // Read when the first thing is logged.
  private static final int LONGEST_WAIT = 3600;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The file that the node runs with.")
  private @Nullable Path config;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for the store, ${DEFAULT-VALUE} if not said.")
  private int wait;

  @Mixin private final Output output = new Output();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** Opens it: stands nowhere, begins no session. */
  Desk open() {
    if (wait < 1 || wait > LONGEST_WAIT) {
      throw usage("--wait " + wait + ": write 1 to " + LONGEST_WAIT + " seconds.");
    }
    if (System.getProperty(LOG) == null) {
      System.setProperty(LOG, "ERROR"); // A command says itself what it was told.
    }
    return new Desk(NodeConfig.read(requireNonNull(config)), Duration.ofSeconds(wait));
  }

  boolean json() {
    return output.json();
  }

  Ansi ansi() {
    return Ansi.AUTO;
  }

  /** What was given can not be understood. */
  ParameterException usage(String sentence) {
    return new ParameterException(requireNonNull(spec).commandLine(), sentence);
  }

  PrintWriter out() {
    return requireNonNull(spec).commandLine().getOut();
  }

  /** Says one or the other. */
  void say(String text, ObjectNode object) {
    PrintWriter out = out();
    out.println(output.json() ? Json.line(object) : text);
    out.flush();
  }

  /** To people only, while something goes on. */
  void tellPeople(String text) {
    if (!output.json()) {
      out().println(text);
      out().flush();
    }
  }
}
