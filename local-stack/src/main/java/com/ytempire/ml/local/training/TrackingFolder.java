package com.ytempire.ml.local.training;

import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.training.release.RunLabel;
import com.ytempire.ml.training.run.RunPlan;
import com.ytempire.ml.training.tracking.Tracking;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Tracking of the runs of a data folder. */
public final class TrackingFolder {
  private static final String NAME = "tracking";
  private static final String RUN = "run-id";

  /** A server that answers takes the end of a run in less. */
  private static final Duration WAIT = Duration.ofSeconds(15);

  private TrackingFolder() {}

  /** Opens the data folder's tracking, which does nothing where no server is configured. */
  public static Tracking open(PlatformSettings settings, Path data, Clock clock)
      throws IOException {
    return Tracking.open(
        settings.training().mlflow(), settings.objects(), data.resolve(NAME), clock);
  }

  /** A run that was stopped is the same one as long as its checkpoints are there. */
  public static RunLabel label(RunPlan plan, PlatformSettings settings) throws IOException {
    Path file = Files.createDirectories(plan.checkpoints()).resolve(RUN);
    if (!Files.exists(file)) {
      Files.writeString(file, UUID.randomUUID().toString());
    }
    return new RunLabel(
        Files.readString(file), settings.training().mlflow().experiment(), Map.of());
  }

  /** Waits a while until the server knows everything, and says where the rest is otherwise. */
  public static void flush(Tracking tracking, PrintWriter out) throws InterruptedException {
    if (!tracking.flush(WAIT)) {
      out.println(
          "MLflow does not answer; what it is to know is kept in the data folder and sent with the next run");
      out.flush();
    }
  }
}
