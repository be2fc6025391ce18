package com.ytempire.ml.bench.training;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.bench.measure.MeasureOptions;
import com.ytempire.ml.bench.measure.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what training sets cost. */
@Command(
    name = "training",
    description = "Measures the point-in-time join of training sets beside a bare scan.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Parts: join.",
      "Figures hold for a machine that does nothing else; compare within one run.",
      "YTEMPIRE_HEAP=256m shows that memory is bounded."
    })
public final class BenchTrainingCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Part {
    /** The point-in-time join of an offline store with labels. */
    JOIN
  }

  @Option(
      names = "--labels",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Labels, and rows of the store, about (default: ${DEFAULT-VALUE}).")
  private int labels;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "20",
      description = "Features (default: ${DEFAULT-VALUE}).")
  private int columns;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "Days over which they are spread (default: ${DEFAULT-VALUE}).")
  private int days;

  @Mixin private MeasureOptions options;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchTrainingCommand() {}

  @Override
  public Integer call() throws Exception {
    Optional<Path> file = options.json();
    EnumSet<Part> parts = options.parts(Part.class);
    if (options.rounds() < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds: at least 1");
    }
    JoinBenchmark benchmark;
    try {
      benchmark = new JoinBenchmark(labels, columns, days, options.seed());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    JoinBenchmark.@Nullable Result result = null;
    if (parts.contains(Part.JOIN)) {
      out.println("measuring the join");
      out.flush();
      try (TemporaryFolder folder = TemporaryFolder.create()) {
        result = benchmark.run(folder.path(), options.rounds());
      }
      out.println();
      out.print(result.table());
      out.flush();
    }
    if (file.isPresent() && result != null) {
      write(result, file.get());
    }
    return 0;
  }

  private static void write(JoinBenchmark.Result result, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("join");
      json.writeNumberField("labels", result.labels());
      json.writeNumberField("rows", result.rows());
      json.writeNumberField("columns", result.columns());
      json.writeNumberField("days", result.days());
      json.writeNumberField("found", result.found());
      json.writeNumberField("scan_seconds", result.scanSeconds());
      json.writeNumberField("join_seconds", result.joinSeconds());
      json.writeNumberField("labels_per_second", result.labelsPerSecond());
      json.writeNumberField("peak_heap_bytes", result.memory().heapBytes());
      json.writeNumberField("peak_resident_bytes", result.memory().processBytes());
      json.writeEndObject();
      json.writeEndObject();
    }
  }
}
