package com.ytempire.ml.local.drift;

import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.json.RetrainingTriggerJson;
import com.ytempire.ml.core.store.TrainingJobs;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.local.features.TextTable;
import com.ytempire.ml.local.training.JobIds;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Prints triggers of retrainings with what came of them. */
public final class ShowRetrainings {
  private ShowRetrainings() {}

  /** A line each, and why. */
  public static void print(List<Retraining> retrainings, TrainingJobs jobs, PrintWriter out) {
    if (retrainings.isEmpty()) {
      out.println("no retraining was triggered");
      return;
    }
    var table =
        new TextTable("trigger", "model", "since", "triggered", "then", "training", "version");
    for (Retraining retraining : retrainings) {
      Optional<TrainingJob> job = job(retraining, jobs);
      table.row(
          retraining.trigger().id().toString(),
          retraining.trigger().model().toString(),
          retraining.trigger().since().toString(),
          retraining.trigger().at().toString(),
          retraining.state().word(),
          job.map(one -> JobIds.text(one.id()) + " " + one.status().word()).orElse("-"),
          job.map(one -> one.artifacts().get(TrainingJob.VERSION)).orElse("-"));
    }
    table.print(out);
    out.println();
    for (Retraining retraining : retrainings) {
      out.printf("%s: %s%n", retraining.trigger().at(), retraining.trigger().reason());
      if (!retraining.note().isEmpty()) {
        out.printf("  %s%n", retraining.note());
      }
    }
  }

  private static Optional<TrainingJob> job(Retraining retraining, TrainingJobs jobs) {
    UUID id = retraining.jobId();
    return id == null ? Optional.empty() : jobs.find(id);
  }

  /** The triggers alone, one JSON object a line. */
  public static void printJson(List<Retraining> retrainings, PrintWriter out) {
    for (Retraining retraining : retrainings) {
      out.println(RetrainingTriggerJson.write(retraining.trigger()));
    }
  }
}
