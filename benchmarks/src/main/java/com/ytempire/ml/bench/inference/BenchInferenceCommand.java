package com.ytempire.ml.bench.inference;

import com.ytempire.ml.bench.inference.InferenceBenchmark.Part;
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

/** Measures the inference engine beside raw ONNX Runtime and beside one call per request. */
@Command(
    name = "inference",
    description = "Measures the inference engine beside raw ONNX Runtime, and its memory.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
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
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds whose median counts, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "300",
      description = "Times that a model is loaded and unloaded (default: ${DEFAULT-VALUE}).")
  private int cycles;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which requests are made (default: ${DEFAULT-VALUE}).")
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
  public BenchInferenceCommand() {}

  @Override
  public Integer call() throws Exception {
    Optional<Path> file = json.checked(spec);
    InferenceBenchmark benchmark;
    try {
      benchmark = new InferenceBenchmark(texts, rows, rounds, cycles, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    InferenceReport report =
        benchmark.run(
            only == null ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only),
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
