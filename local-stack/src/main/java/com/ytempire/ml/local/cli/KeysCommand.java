package com.ytempire.ml.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes, shows and revokes the keys of programs that call the service. */
@Command(
    name = "keys",
    description = "Creates, lists and revokes keys for the service.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
    footer = {
      "",
      "Programs send a key in the header X-API-Key. Keys are in Postgres: that of the stack that"
          + " runs on the data folder, or else DATABASE_URL. Of a secret only its hash is kept."
    })
public final class KeysCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public KeysCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
