package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.features.ShowStatistics;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sums up what is stored. */
@Command(
    name = "stats",
    description = {
      "Prints how many values each feature has in Postgres, how many are null, their range and age.",
      "Reads every stored value."
    },
    mixinStandardHelpOptions = true)
public final class FeaturesStatsCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private FeatureOptions options;

  /** The command as users get it. */
  public FeaturesStatsCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  FeaturesStatsCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return options.withStores(
        environment,
        (stores, out) -> {
          var statistics = new ShowStatistics(stores.statistics().summaries());
          if (options.json()) {
            statistics.printJson(out);
          } else {
            statistics.print(out);
          }
          return 0;
        });
  }
}
