package io.primacy.election.node;

import io.primacy.election.node.console.ExitCode;
import io.primacy.election.node.console.Failure;
import io.primacy.election.node.console.Output;
import io.primacy.election.node.demo.DemoCommand;
import io.primacy.election.node.lab.LabNodeCommand;
import io.primacy.election.node.lab.LabOperatorCommand;
import io.primacy.election.node.operate.DoctorCommand;
import io.primacy.election.node.operate.DrainCommand;
import io.primacy.election.node.operate.ExplainCommand;
import io.primacy.election.node.operate.FenceCommand;
import io.primacy.election.node.operate.HandoverCommand;
import io.primacy.election.node.operate.HistoryCommand;
import io.primacy.election.node.operate.PauseCommand;
import io.primacy.election.node.operate.PreferCommand;
import io.primacy.election.node.operate.PriorityCommand;
import io.primacy.election.node.operate.ResumeCommand;
import io.primacy.election.node.operate.StatusCommand;
import io.primacy.election.node.operate.StopCheckCommand;
import io.primacy.election.node.operate.UndrainCommand;
import io.primacy.election.node.operate.WatchCommand;
import io.primacy.election.node.operate.WithdrawCommand;
import io.primacy.election.node.torture.TortureCommand;
import java.util.Arrays;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code primacy}. */
@Command(
    name = "primacy",
    description = "Master election for Java services, on any store that can compare-and-set.",
    mixinStandardHelpOptions = true,
    version = "primacy 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      WitnessCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      ExplainCommand.class,
      HistoryCommand.class,
      HandoverCommand.class,
      WithdrawCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      PreferCommand.class,
      PriorityCommand.class,
      DrainCommand.class,
      UndrainCommand.class,
      StopCheckCommand.class,
      FenceCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class,
      BackendsCommand.class,
      TckReportCommand.class,
      DemoCommand.class,
      TortureCommand.class,
      LabNodeCommand.class,
      LabOperatorCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done; of a question: yes.",
      "1:The answer is no: no leader, a handover that did not come about; a rule of the kit, an"
          + " act of the demo or a campaign that failed.",
      "2:The command line could not be understood.",
      "69:The coordination service did not answer in time, or refused.",
      "70:A fault of this program.",
      "71:A supervised node died too often, and is not started again.",
      "73:A file could not be written.",
      "75:Another process already runs as this node.",
      "76:What led did not stop in time (lifecycle.when-stuck = halt).",
      "78:The configuration can not be used."
    })
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine(args).execute(args));
  }

  static CommandLine commandLine(String... args) {
    boolean json = Arrays.asList(args).contains("--json");
    IExecutionExceptionHandler failed =
        (exception, command, parsed) -> tell(Failure.of(exception), json, command);
    IParameterExceptionHandler misunderstood =
        (exception, given) -> tell(usage(exception), json, exception.getCommandLine());
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(failed)
        .setParameterExceptionHandler(misunderstood);
  }

  private static int tell(Failure failure, boolean json, CommandLine command) {
    if (json) {
      command.getOut().println(Output.json(failure));
      command.getOut().flush();
    } else {
      command.getErr().println(Output.text(failure));
      command.getErr().flush();
    }
    return failure.exitCode();
  }

  private static Failure usage(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    StringBuilder sentence = new StringBuilder(String.valueOf(exception.getMessage()));
    if (!sentence.toString().endsWith(".")) {
      sentence.append('.');
    }
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      sentence.append(" Closest: ").append(unmatched.getSuggestions().get(0)).append('.');
    }
    sentence.append(" See '").append(name).append(" --help'.");
    return new Failure(ExitCode.USAGE, java.util.List.of(sentence.toString()));
  }
}
