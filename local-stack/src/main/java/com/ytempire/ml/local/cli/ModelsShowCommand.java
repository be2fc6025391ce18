package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.local.models.ShowModel;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one version. */
@Command(
    name = "show",
    description = "Prints what a version takes and gives, its files and its status.",
    mixinStandardHelpOptions = true,
    footer = {"", "ytempire models show trend_predictor 1.0.0"})
public final class ModelsShowCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as trend_predictor.")
  private String name;

  @Parameters(index = "1", paramLabel = "VERSION", description = "Such as 1.2.3.")
  private String version;

  /** The command as users get it. */
  public ModelsShowCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ModelsShowCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    ModelRef ref = options.version(name, version);
    return options.run(
        environment,
        (stores, out) -> {
          var shown =
              new ShowModel(
                  stores.repository().manifest(ref),
                  stores.repository().address(ref),
                  stores.registry().find(ref));
          if (options.json()) {
            shown.printJson(out);
          } else {
            shown.print(out);
          }
        });
  }
}
