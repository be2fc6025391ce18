package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import com.ytempire.ml.local.features.FeatureCatalog;
import com.ytempire.ml.local.features.ListFeatures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists definitions with their versions. */
@Command(
    name = "list",
    description = "Lists every definition, of the feature file and of earlier runs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "State: current is in the file and has run; new is in the file and no job has run with it;"
          + " former has run, and the file has another definition or none by that name."
    })
public final class FeaturesListCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private FeatureOptions options;

  /** The command as users get it. */
  public FeaturesListCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  FeaturesListCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.withStores(
        environment,
        (stores, out) -> {
          List<Registered> known = stores.registry().all();
          var list = ListFeatures.of(FeatureCatalog.of(options.plan(), known), known);
          if (options.json()) {
            list.printJson(out);
          } else {
            list.print(out);
          }
          return 0;
        });
  }
}
