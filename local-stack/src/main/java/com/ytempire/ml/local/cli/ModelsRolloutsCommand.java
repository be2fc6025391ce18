package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.models.ShowRollouts;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is and was tried of a model. */
@Command(
    name = "rollouts",
    description =
        "Prints running canaries with their evidence, and every decision with its reasons.",
    mixinStandardHelpOptions = true,
    footer = {"", "ytempire models rollouts trend_predictor"})
public final class ModelsRolloutsCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as trend_predictor.")
  private String name;

  /** The command as users get it. */
  public ModelsRolloutsCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsRolloutsCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.run(
        environment,
        (stores, out) -> {
          var shown = ShowRollouts.of(name, stores.rollouts(), stores.canaries());
          if (options.json()) {
            shown.printJson(out);
          } else {
            shown.print(out);
          }
        });
  }
}
