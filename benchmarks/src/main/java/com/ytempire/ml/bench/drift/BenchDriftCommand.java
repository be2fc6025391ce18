package com.ytempire.ml.bench.drift;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.bench.measure.MeasureOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what drift statistics of a stream cost. */
@Command(
    name = "drift",
    description =
        "Measures the Kolmogorov-Smirnov statistic of a sliding window, beside computing it anew.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Parts: sliding.",
      "Figures hold for a machine that does nothing else; compare within one run."
    })
public final class BenchDriftCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Part {
    /** The statistic of a sliding window. */
    SLIDING
  }

  @Option(
      names = "--reference",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Values in the reference (default: ${DEFAULT-VALUE}).")
  private int reference;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Values in the window (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Values that come in a round (default: ${DEFAULT-VALUE}).")
  private int updates;

  @Mixin private MeasureOptions options;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchDriftCommand() {}

  @Override
  public Integer call() throws IOException {
    Optional<Path> file = options.json();
    if (options.parts(Part.class).isEmpty() || options.rounds() < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds: at least 1");
    }
    SlidingKsBenchmark benchmark;
    try {
      benchmark = new SlidingKsBenchmark(reference, window, updates, options.seed());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("measuring the sliding window");
    out.flush();
    SlidingKsBenchmark.Result result = benchmark.run(options.rounds());
    out.println();
    out.print(result.table());
    out.flush();
    if (file.isPresent()) {
      write(result, file.get());
    }
    return 0;
  }

  private static void write(SlidingKsBenchmark.Result result, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("sliding");
      json.writeNumberField("reference", result.reference());
      json.writeNumberField("window", result.window());
      json.writeNumberField("updates", result.updates());
      json.writeNumberField("fixed_updates_per_second", result.fixed());
      json.writeNumberField("resized_updates_per_second", result.resized());
      json.writeNumberField("pair_updates_per_second", result.pair());
      json.writeNumberField("anew_updates_per_second", result.anew());
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
