package com.ytempire.ml.local.drift;

import com.ytempire.ml.drift.statistic.Alternative;
import com.ytempire.ml.drift.statistic.InvalidSampleException;
import com.ytempire.ml.drift.statistic.KolmogorovSmirnov;
import com.ytempire.ml.drift.statistic.KsStatistic;
import com.ytempire.ml.drift.statistic.SortedSample;
import com.ytempire.ml.local.server.ServerException;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Compares pairs of samples of a file and writes the figures of the Kolmogorov-Smirnov test, a row
 * for each pair and alternative. A pair that is wrong is reported and the others go on.
 */
public final class ComputeDrift {
  private final Path cases;
  private final Path out;
  private final PrintWriter console;
  private final PrintWriter errors;
  private final Set<String> ids = new HashSet<>();
  private int compared;
  private int refused;

  /**
   * @param cases the file to read, JSON, plain or gzipped
   * @param out the CSV file to write, replaced where there is one
   * @param errors gets a line for each pair that is wrong
   */
  public ComputeDrift(Path cases, Path out, PrintWriter console, PrintWriter errors) {
    this.cases = cases;
    this.out = out;
    this.console = console;
    this.errors = errors;
  }

  /**
   * Reads, compares and writes.
   *
   * @return how many pairs were wrong
   * @throws ServerException when a file cannot be read or written, or is no such JSON; what was
   *     compared until then is written
   */
  public int run() {
    try (CaseReader reader = CaseReader.open(cases);
        CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
      csv.writeRecord("id", "alternative", "statistic", "p_exact", "p_asymp", "p_limit");
      for (CaseReader.Case one = reader.next(); one != null; one = reader.next()) {
        take(one, csv);
      }
    } catch (IOException e) {
      throw new ServerException(
          "after %d cases: %s".formatted(compared + refused, e.getMessage()), e);
    }
    console.println("%d cases compared, %d wrong: %s".formatted(compared, refused, out));
    console.flush();
    return refused;
  }

  private void take(CaseReader.Case one, CsvWriter csv) {
    String problem = one.problem();
    if (problem == null && !ids.add(Objects.requireNonNull(one.id()))) {
      problem = "id occurs a second time";
    }
    if (problem == null) {
      try {
        write(
            Objects.requireNonNull(one.id()),
            KolmogorovSmirnov.compare(
                SortedSample.named("x", Objects.requireNonNull(one.x())),
                SortedSample.named("y", Objects.requireNonNull(one.y()))),
            csv);
        compared++;
        return;
      } catch (InvalidSampleException e) {
        problem = String.valueOf(e.getMessage());
      }
    }
    refused++;
    errors.println(
        "error: case %s (number %d, line %d): %s"
            .formatted(
                one.id() == null ? "without id" : "'" + one.id() + "'",
                one.number(),
                one.line(),
                problem));
    errors.flush();
  }

  private void write(String id, KsStatistic statistic, CsvWriter csv) {
    for (Alternative alternative : Alternative.values()) {
      OptionalDouble exact = KolmogorovSmirnov.exact(statistic, alternative);
      if (exact.isEmpty()) {
        console.println(
            "case '%s' %s: p_exact is left out, %d against %d values would take too long"
                .formatted(id, alternative.word(), statistic.size1(), statistic.size2()));
        console.flush();
      }
      csv.writeRecord(
          id,
          alternative.word(),
          text(statistic.value(alternative)),
          text(exact.orElse(Double.NaN)),
          text(KolmogorovSmirnov.asymptotic(statistic, alternative)),
          text(KolmogorovSmirnov.limit(statistic, alternative)));
    }
  }

  /** As many digits as it takes to read the same number again; nothing where there is none. */
  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
