package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingStatus;
import com.ytempire.ml.local.server.ServerException;
import com.ytempire.ml.local.training.JobIds;
import com.ytempire.ml.local.training.ShowJobs;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels one training. */
@Command(
    name = "cancel",
    description = "Calls a training off: at once if it waits, after its epoch if it runs.",
    mixinStandardHelpOptions = true)
public final class JobsCancelCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Mixin private ModelOptions options;

  @Parameters(index = "0", paramLabel = "JOB", description = "Id, as jobs list shows it.")
  private String job;

  /** The command as users get it. */
  public JobsCancelCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  JobsCancelCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    UUID id = JobsShowCommand.id(job, options);
    return options.run(
        environment,
        (stores, out) -> {
          TrainingJob now =
              stores.trainingJobs().cancel(id).orElseThrow(() -> JobsShowCommand.unknown(job));
          if (now.status() == TrainingStatus.COMPLETED || now.status() == TrainingStatus.FAILED) {
            throw new ServerException(
                "training %s has ended already: it is %s".formatted(job, now.status().word()));
          }
          if (options.json()) {
            ShowJobs.printJson(now, out);
          } else {
            out.printf(
                "%s %s%n",
                JobIds.text(now.id()),
                now.status() == TrainingStatus.CANCELLED ? "is cancelled" : "ends after its epoch");
          }
        });
  }
}
