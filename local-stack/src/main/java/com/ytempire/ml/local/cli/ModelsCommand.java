package com.ytempire.ml.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and changes which versions of models there are and which take traffic. */
@Command(
    name = "models",
    description =
        "Lists, shows, compares, publishes, activates, tries and measures versions of models.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsPublishCommand.class,
      ModelsActivateCommand.class,
      ModelsCompareCommand.class,
      ModelsPromoteCommand.class,
      ModelsRollbackCommand.class,
      ModelsRolloutsCommand.class,
      ModelsMetricsCommand.class
    },
    footer = {
      "",
      "The registry is in Postgres: that of the stack that runs on the data folder, or else"
          + " DATABASE_URL. The files are at MODEL_REGISTRY_PATH, or in the data folder's registry."
    })
public final class ModelsCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public ModelsCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
