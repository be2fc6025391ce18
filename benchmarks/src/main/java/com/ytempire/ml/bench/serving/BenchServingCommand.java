package com.ytempire.ml.bench.serving;

import com.ytempire.ml.bench.measure.MeasureOptions;
import com.ytempire.ml.bench.measure.TemporaryFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the service beside a trivial POST of the same server. */
@Command(
    name = "serving",
    description = "Measures the service over HTTP from another process.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Parts: features, many_features, cached, uncached; trivial always.",
      "Figures hold for a machine that does nothing else; compare within one run.",
      "Exit code 0 also when a figure is below its target."
    })
public final class BenchServingCommand implements Callable<Integer> {

  @Option(
      names = "--callers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,16,64",
      description = "How many ask at once, each in turn (default: ${DEFAULT-VALUE}).")
  private List<Integer> callers;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seconds per operation and round (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "200",
      description = "Events posted beside a stream; 0 for none (default: ${DEFAULT-VALUE}).")
  private int events;

  @Mixin private MeasureOptions options;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchServingCommand() {}

  @Override
  public Integer call() throws Exception {
    Optional<Path> file = options.json();
    ServingBenchmark benchmark;
    try {
      var time = Duration.ofMillis(Math.round(seconds * 1000));
      benchmark =
          new ServingBenchmark(
              callers,
              options.rounds(),
              time,
              events,
              options.parts(Operation.class),
              options.seed());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    Path config = Path.of(System.getProperty("ytempire.home", "."), "config");
    ServingReport report;
    try (var data = TemporaryFolder.create()) {
      report =
          benchmark.run(
              data.path(),
              config,
              what -> {
                out.println("measuring " + what);
                out.flush();
              });
    }
    out.println();
    out.print(report.table());
    out.flush();
    if (file.isPresent()) {
      report.write(file.get());
    }
    return 0;
  }
}
