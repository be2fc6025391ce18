package com.ytempire.ml.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how far data has moved from what a model was trained on. */
@Command(
    name = "drift",
    description =
        "Shows and computes drift: how far data has moved, and how likely that is by chance.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DriftListCommand.class,
      DriftTriggersCommand.class,
      DriftStoryCommand.class,
      DriftReportCommand.class,
      DriftComputeCommand.class,
      DriftProfileCommand.class,
      DriftCheckCommand.class
    })
public final class DriftCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public DriftCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
