package com.ytempire.ml.bench.inference;

import com.ytempire.ml.bench.inference.InferenceBenchmark.Part;
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

/** Measures the inference engine beside raw ONNX Runtime and beside one call per request. */
@Command(
    name = "inference",
    description = "Measures the inference engine beside raw ONNX Runtime, and its memory.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Parts: minilm, minilm_int8, starter, cycles.",
      "Figures hold for a machine that does nothing else; compare within one run.",
      "Exit code 0 also when a figure is below its target."
    })
public final class BenchInferenceCommand implements Callable<Integer> {

  @Option(
      names = "--texts",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Texts per round and way of asking (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20000",
      description = "The same for rows of numbers (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "300",
      description = "Times that a model is loaded and unloaded (default: ${DEFAULT-VALUE}).")
  private int cycles;

  @Mixin private MeasureOptions options;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public BenchInferenceCommand() {}

  @Override
  public Integer call() throws Exception {
    Optional<Path> file = options.json();
    EnumSet<Part> parts = options.parts(Part.class);
    InferenceBenchmark benchmark;
    try {
      benchmark = new InferenceBenchmark(texts, rows, options.rounds(), cycles, options.seed());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    InferenceReport report =
        benchmark.run(
            parts,
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
