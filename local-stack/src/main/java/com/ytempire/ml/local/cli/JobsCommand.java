package com.ytempire.ml.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and cancels trainings. */
@Command(
    name = "jobs",
    description = "Lists, shows and cancels trainings that were asked for.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {JobsListCommand.class, JobsShowCommand.class, JobsCancelCommand.class},
    footer = {
      "",
      "Trainings are in Postgres: that of the stack that runs on the data folder, or else"
          + " DATABASE_URL. Workers take them: those of ytempire up, and ytempire worker."
    })
public final class JobsCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public JobsCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
