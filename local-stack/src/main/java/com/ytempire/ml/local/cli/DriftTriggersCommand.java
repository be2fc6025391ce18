package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.local.drift.ShowRetrainings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which retrainings drift has asked for. */
@Command(
    name = "triggers",
    description = "Prints the retrainings that drift has asked for, why, and what came of them.",
    mixinStandardHelpOptions = true,
    footer = {"", "ytempire drift triggers trend_predictor"})
public final class DriftTriggersCommand implements Callable<Integer> {
  private static final int MOST = 1000;

  private final Map<String, String> environment;

  @Mixin private DriftOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "Model, such as trend_predictor (default: all).")
  private @Nullable String name;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, the newest (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** The command as users get it. */
  public DriftTriggersCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  DriftTriggersCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw options.refusal("--limit is %d; expected 1 to %d".formatted(limit, MOST));
    }
    return options.run(
        environment,
        (stores, out) -> {
          List<Retraining> found = stores.retrainings().list(Optional.ofNullable(name), limit);
          if (options.json()) {
            ShowRetrainings.printJson(found, out);
          } else {
            ShowRetrainings.print(found, stores.trainingJobs(), out);
          }
        });
  }
}
