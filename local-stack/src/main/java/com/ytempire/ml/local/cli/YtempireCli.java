package com.ytempire.ml.local.cli;

import com.ytempire.ml.api.app.ServiceStartException;
import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.jobs.io.file.UnknownInputException;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.training.example.DatasetException;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of the command line, with every {@link Subcommand} on the class path.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage, 130 and 143 ended by Ctrl-C and by SIGTERM.
 */
@Command(
    name = "ytempire",
    description = "A stateful stream-and-batch ML platform for video, on Apache Flink.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "ytempire COMMAND --help tells more; ytempire test runs the whole test suite."})
public final class YtempireCli implements Runnable {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls run.
  YtempireCli() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all subcommands, ready to be executed once or often. */
  public static CommandLine commandLine() {
    var root = new CommandLine(new YtempireCli());
    ServiceLoader.load(Subcommand.class).forEach(root::addSubcommand);
    root.setUsageHelpAutoWidth(true);
    root.setExecutionExceptionHandler(failures());
    root.setParameterExceptionHandler(YtempireCli::refuse);
    return root;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }

  private static IExecutionExceptionHandler failures() {
    return (failure, command, parsed) -> {
      PrintWriter err = command.getErr();
      if (isForUsers(failure)) {
        // Says what, why and what now.
        err.println(command.getColorScheme().errorText("error: " + failure.getMessage()));
      } else {
        LoggerFactory.getLogger(YtempireCli.class).error("command failed", failure);
        err.println(command.getColorScheme().errorText("error: " + failure));
      }
      return CommandLine.ExitCode.SOFTWARE;
    };
  }

  private static boolean isForUsers(Exception failure) {
    return failure instanceof ServerException
        || failure instanceof ConfigFileException
        || failure instanceof SettingsException
        || failure instanceof ServiceStartException
        || failure instanceof UnknownInputException
        || failure instanceof DatasetException
        || failure instanceof IllegalArgumentException;
  }

  private static int refuse(ParameterException refusal, String[] args) {
    CommandLine command = refusal.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText("error: " + refusal.getMessage()));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(refusal, err)) {
      err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return CommandLine.ExitCode.USAGE;
  }
}
