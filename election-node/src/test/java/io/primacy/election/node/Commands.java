package io.primacy.election.node;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands as a shell would give them, inside this process. */
public final class Commands {

  private Commands() {}

  /** What came of one. */
  public record Answer(int code, String out, String err) {}

  public static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int code = command.execute(arguments);
    return new Answer(code, out.toString(), err.toString());
  }
}
