package com.ytempire.ml.bench;

import com.ytempire.ml.bench.canary.BenchCanaryCommand;
import com.ytempire.ml.bench.drift.BenchDriftCommand;
import com.ytempire.ml.bench.features.BenchFeaturesCommand;
import com.ytempire.ml.bench.inference.BenchInferenceCommand;
import com.ytempire.ml.bench.serving.BenchServingCommand;
import com.ytempire.ml.bench.training.BenchTrainingCommand;
import com.ytempire.ml.local.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the platform on this machine; each of its subcommands measures one part. */
@Command(
    name = "bench",
    description = "Measures parts of the platform on this machine, each figure beside its floor.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchCanaryCommand.class,
      BenchDriftCommand.class,
      BenchFeaturesCommand.class,
      BenchInferenceCommand.class,
      BenchServingCommand.class,
      BenchTrainingCommand.class
    },
    synopsisSubcommandLabel = "PART")
public final class BenchCommand implements Subcommand {

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls the command.
  public BenchCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "name what to measure: canary, drift, features, inference, serving or training");
  }
}
