package com.ytempire.ml.bench.features;

import com.ytempire.ml.bench.features.FeatureBenchmark.Part;
import com.ytempire.ml.bench.measure.MeasureOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the feature job, the stores it writes to, its text models, and memory. */
@Command(
    name = "features",
    description = "Measures the feature job, its stores, its text models and memory.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Parts: job, stores, titles, memory.",
      "Figures hold for a machine that does nothing else; compare within one run.",
      "Exit code 0 also when a figure is below its target."
    })
public final class BenchFeaturesCommand implements Callable<Integer> {

  /** A round of titles takes a second at most, one of the jobs ten: so there are more of them. */
  private static final int TITLE_ROUNDS = 5;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "400000",
      description = "Events per job and round (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--entities",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Entities written to the stores, 12 values each (default: ${DEFAULT-VALUE}).")
  private int entities;

  @Mixin private MeasureOptions options;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchFeaturesCommand() {}

  @Override
  public Integer call() throws Exception {
    if (entities < 1) {
      throw new ParameterException(spec.commandLine(), "--entities must be at least 1");
    }
    Optional<Path> file = options.json();
    PrintWriter out = spec.commandLine().getOut();
    EnumSet<Part> parts = options.parts(Part.class);
    int rounds = options.rounds();
    var benchmark =
        new FeatureBenchmark(
            new JobBenchmark(events, rounds, options.seed()),
            rounds * TITLE_ROUNDS,
            entities,
            parts);
    FeatureReport report =
        benchmark.run(
            System.getenv(),
            what -> {
              out.println("measuring " + what);
              out.flush();
            });
    out.println();
    out.print(report.table());
    out.flush();
    if (file.isPresent()) {
      report.write(file.get());
    }
    return 0;
  }
}
