package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.JobIds;
import com.ytempire.ml.local.training.ShowJobs;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one training. */
@Command(
    name = "show",
    description = "Shows all that is known of a training.",
    mixinStandardHelpOptions = true)
public final class JobsShowCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "JOB", description = "Id, as jobs list shows it.")
  private String job;

  /** The command as users get it. */
  public JobsShowCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  JobsShowCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    UUID id = id(job, options);
    return options.run(
        environment,
        (stores, out) -> {
          TrainingJob found = stores.trainingJobs().find(id).orElseThrow(() -> unknown(job));
          if (options.json()) {
            ShowJobs.printJson(found, out);
          } else {
            ShowJobs.print(found, out);
          }
        });
  }

  static UUID id(String text, ModelOptions options) {
    return JobIds.parse(text)
        .orElseThrow(() -> options.refusal("'" + text + "' is no id of a training"));
  }

  static ServerException unknown(String text) {
    return new ServerException(
        "there is no training %s; ytempire jobs list shows those that there are".formatted(text));
  }
}
