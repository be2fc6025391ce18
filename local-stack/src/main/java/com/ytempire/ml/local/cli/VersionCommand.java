package com.ytempire.ml.local.cli;

import java.util.Optional;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which versions run. */
@Command(
    name = "version",
    description = "Prints the versions of the platform and of what it runs on.",
    mixinStandardHelpOptions = true)
public final class VersionCommand implements Subcommand, IVersionProvider {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public VersionCommand() {}

  @Override
  public Integer call() {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Override
  public String[] getVersion() {
    String own =
        Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
            .orElse("development build");
    return new String[] {
      "ytempire " + own,
      "flink    " + EnvironmentInformation.getVersion(),
      "kafka    " + AppInfoParser.getVersion(),
      "java     " + System.getProperty("java.version")
    };
  }
}
