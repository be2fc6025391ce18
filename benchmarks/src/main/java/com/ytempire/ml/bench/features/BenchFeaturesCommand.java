package com.ytempire.ml.bench.features;

import com.ytempire.ml.bench.features.FeatureBenchmark.Part;
import com.ytempire.ml.bench.measure.JsonFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds whose median counts, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--entities",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Entities written to the stores, 12 values each (default: ${DEFAULT-VALUE}).")
  private int entities;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which events are made (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Measure only these: ${COMPLETION-CANDIDATES} (default: all).")
  private @Nullable List<Part> only;

  @Mixin private JsonFile json;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchFeaturesCommand() {}

  @Override
  public Integer call() throws Exception {
    if (entities < 1) {
      throw new ParameterException(spec.commandLine(), "--entities must be at least 1");
    }
    Optional<Path> file = json.checked(spec);
    PrintWriter out = spec.commandLine().getOut();
    EnumSet<Part> parts = only == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
    var benchmark =
        new FeatureBenchmark(
            new JobBenchmark(events, rounds, seed), rounds * TITLE_ROUNDS, entities, parts);
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
