package com.ytempire.ml.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks alert rules, shows alerts, silences them, and runs them without a stack. */
@Command(
    name = "alerts",
    description = "Checks alert rules, shows and silences alerts, tests channels.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AlertsCheckCommand.class,
      AlertsListCommand.class,
      AlertsHistoryCommand.class,
      AlertsSilenceCommand.class,
      AlertsTestCommand.class,
      AlertsRunCommand.class
    },
    footer = {
      "",
      "Rules are in ALERTS_FILE, by default config/alerts.yaml. Alerts are in Postgres: that of the"
          + " stack that runs on the data folder, or else DATABASE_URL. ytempire up runs them."
    })
public final class AlertsCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public AlertsCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
