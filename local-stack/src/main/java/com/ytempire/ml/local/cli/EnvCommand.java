package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.server.StackConnections;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints how to reach the stack that runs on a data folder. */
@Command(
    name = "env",
    description = {
      "Prints the addresses of the running stack as shell variables, passwords included:",
      "eval \"$(ytempire env)\" && psql \"$DATABASE_URL\""
    },
    mixinStandardHelpOptions = true)
public final class EnvCommand implements Subcommand {

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public EnvCommand() {}

  @Override
  public Integer call() {
    StackConnections connections =
        StackConnections.read(data.folder())
            .orElseThrow(
                () ->
                    new ServerException(
                        "no stack runs on %s; start one with: ytempire up --data %s"
                            .formatted(data.folder(), data.folder())));
    PrintWriter out = spec.commandLine().getOut();
    connections
        .variables()
        .forEach((name, value) -> out.println("export " + name + "=" + quoted(value)));
    out.flush();
    return 0;
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
