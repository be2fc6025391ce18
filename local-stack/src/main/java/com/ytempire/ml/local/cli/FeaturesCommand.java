package com.ytempire.ml.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what is in the feature store. */
@Command(
    name = "features",
    description = "Shows definitions, current values, history and statistics of features.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FeaturesListCommand.class,
      FeaturesGetCommand.class,
      FeaturesHistoryCommand.class,
      FeaturesStatsCommand.class
    },
    footer = {
      "",
      "The stores are those of the stack that runs on the data folder, or else DATABASE_URL and"
          + " REDIS_URL; history reads FEATURE_OFFLINE_PATH, or the data folder's offline store."
    })
public final class FeaturesCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public FeaturesCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
