package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.training.TrainingFilter;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.local.training.ShowJobs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists trainings. */
@Command(
    name = "list",
    description = "Lists trainings, the newest first.",
    mixinStandardHelpOptions = true)
public final class JobsListCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Option(
      names = "--status",
      paramLabel = "WORD",
      description = "Only pending, running, completed, failed or cancelled ones.")
  private @Nullable String status;

  @Option(names = "--model", paramLabel = "NAME", description = "Only those of a model.")
  private @Nullable String model;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  /** The command as users get it. */
  public JobsListCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  JobsListCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    TrainingFilter filter = filter();
    return options.run(
        environment,
        (stores, out) -> {
          List<TrainingJob> jobs = stores.trainingJobs().list(filter);
          if (options.json()) {
            ShowJobs.printJson(jobs, out);
          } else {
            ShowJobs.print(jobs, out);
          }
        });
  }

  private TrainingFilter filter() {
    try {
      return new TrainingFilter(
          Optional.ofNullable(status).map(TrainingStatus::ofWord),
          Optional.ofNullable(model),
          Optional.empty(),
          limit);
    } catch (IllegalArgumentException e) {
      throw options.refusal(String.valueOf(e.getMessage()));
    }
  }
}
