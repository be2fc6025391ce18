package com.ytempire.ml.local.cli;

import com.ytempire.ml.jobs.io.file.InputFile;
import com.ytempire.ml.local.input.FileInput;
import com.ytempire.ml.local.input.InputSource;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.run.FeatureRun;
import com.ytempire.ml.local.run.RunOptions;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.synthetic.SyntheticStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;

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
            .orElseGet(() -> SyntheticStream.endless(SEED));
    var run =
        new RunOptions(
            options.features().orElseGet(ShippedFiles::features),
            options.models(),
            input,
            PlayOptions.defaults().withSpeed(speed(options, input)),
            options.untilDone(),
            options.report(),
            options.inference(),
            options.service(),
            PARALLELISM);
    return new FeatureRun(stack, run, environment, console, clock).run();
  }

  private static double speed(UpOptions options, InputSource input) {
    double fastest = input.isLive() ? SyntheticStream.SPEED : Double.POSITIVE_INFINITY;
    return options.speed().factor().orElse(fastest);
  }
}
