package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Activates one version. */
@Command(
    name = "activate",
    description = "Makes a version the one that takes its model's traffic.",
    mixinStandardHelpOptions = true,
    footer = {"", "Running jobs switch without a restart."})
public final class ModelsActivateCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as trend_predictor.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "Such as 1.2.3.")
  private String version;

  /** The command as users get it. */
  public ModelsActivateCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsActivateCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    ModelRef ref = options.version(name, version);
    return options.run(
        environment,
        (stores, out) ->
            ModelsPublishCommand.report(
                stores.publisher().activate(ref, ModelsPublishCommand.BY), options, out));
  }
}
