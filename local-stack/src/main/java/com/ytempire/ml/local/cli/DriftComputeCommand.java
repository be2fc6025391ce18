package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.drift.ComputeDrift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares pairs of samples in a file by the Kolmogorov-Smirnov test. */
@Command(
    name = "compute",
    description = {
      "Compares pairs of samples by the two-sample Kolmogorov-Smirnov test.",
      "The file is {\"cases\":[{\"id\":\"a\",\"x\":[1,2.5],\"y\":[2,3]}]}, plain or gzipped; other"
          + " fields are skipped."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The result is CSV, a row for each id and alternative (two-sided, less, greater):",
      "id,alternative,statistic,p_exact,p_asymp,p_limit",
      "p_exact is of the exact distribution, p_asymp scipy's asymptotic one, p_limit that of"
          + " infinitely many values. What is not defined is empty.",
      "A case that is wrong is reported by id, line and field, and the others go on. Exit code 0"
          + " when all could be compared, 1 when one could not.",
      "Example: ytempire drift compute --cases cases.json.gz --out figures.csv"
    })
public final class DriftComputeCommand implements Callable<Integer> {

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      required = true,
      description = "Pairs of samples: JSON, plain or gzipped.")
  private Path cases;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The CSV file to write; replaced where there is one.")
  private Path out;

  @Spec private CommandSpec spec;

  /** Is filled by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  public DriftComputeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(cases) || !Files.isReadable(cases)) {
      throw refusal("--cases " + cases + ": no such file, or it cannot be read");
    }
    if (Files.exists(out) && Files.isSameFile(cases, out)) {
      throw refusal("--out " + out + ": is the file of the cases; name another");
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(out)) {
      throw refusal("--out " + out + ": its folder does not exist, or it is a folder itself");
    }
    int refused =
        new ComputeDrift(cases, out, spec.commandLine().getOut(), spec.commandLine().getErr())
            .run();
    return refused == 0 ? 0 : 1;
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
