package com.ytempire.ml.local.cli;

import com.ytempire.ml.alerts.run.Alerting;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.alerts.RunningAlerts;
import com.ytempire.ml.local.input.FileInput;
import com.ytempire.ml.local.input.InputSource;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.run.FeatureRun;
import com.ytempire.ml.local.run.RunOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.synthetic.SyntheticStream;
import com.ytempire.ml.local.training.TrainingSupervisor;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the jobs with the input that the user named, or the synthetic stream. */
final class RunFeatures implements UpAction {
  /** Seed of the synthetic stream that a user gets without asking. */
  private static final long SEED = 1;

  private static final int PARALLELISM = 2;

  private final Map<String, String> environment;

  RunFeatures(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public int run(LocalStack stack, UpOptions options, PrintWriter console) throws Exception {
    Clock clock = Clock.systemUTC();
    InputSource input =
        options
            .input()
            .<InputSource>map(file -> new FileInput(List.of(InputFile.at(file)), clock))
            .orElseGet(() -> new SyntheticStream(SEED, Long.MAX_VALUE, options.changesAfter()));
    var run =
        new RunOptions(
            options.features().orElseGet(ShippedFiles::features),
            options.models(),
            input,
            PlayOptions.defaults().withSpeed(speed(options, input)),
            options.untilDone(),
            options.report(),
            options.inference(),
            options.learning(),
            options.drift(),
            options.service(),
            PARALLELISM);
    try (var trainings = options.training() ? trainings(stack, options, console) : null;
        var alerts = alerts(stack, options, console, clock)) {
      return new FeatureRun(stack, run, environment, console, clock).run();
    }
  }

  private @Nullable Alerting alerts(
      LocalStack stack, UpOptions options, PrintWriter console, Clock clock) {
    return options
        .alerts()
        .map(rules -> RunningAlerts.start(rules, settings(stack), console, clock))
        .orElse(null);
  }

  private PlatformSettings settings(LocalStack stack) {
    var variables = new HashMap<>(environment);
    variables.putAll(stack.connections().variables());
    return PlatformSettings.from(variables);
  }

  private TrainingSupervisor trainings(LocalStack stack, UpOptions options, PrintWriter console) {
    List<String> arguments = new ArrayList<>(List.of("--data", options.data().toString()));
    options.modelsFile().ifPresent(file -> arguments.addAll(List.of("--models", file.toString())));
    options.driftFile().ifPresent(file -> arguments.addAll(List.of("--drift", file.toString())));
    return TrainingSupervisor.start(
        new TrainingSupervisor.Launch(
            YtempireCli.class.getName(),
            arguments,
            environment,
            stack.data().logs().resolve("training.log")),
        settings(stack),
        console);
  }

  private static double speed(UpOptions options, InputSource input) {
    double fastest = input.isLive() ? SyntheticStream.SPEED : Double.POSITIVE_INFINITY;
    return options.speed().factor().orElse(fastest);
  }
}
