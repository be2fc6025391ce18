package com.ytempire.ml.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.bench.serving.ServingReport.Cell;
import com.ytempire.ml.local.cli.YtempireCli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ServingReportTest {
  private static ServingReport report(Cell uncached, Cell cached, Cell features, long mgets) {
    Map<Operation, Map<Integer, Cell>> cells = new EnumMap<>(Operation.class);
    cells.put(Operation.TRIVIAL, Map.of(16, new Cell(10_000, 1, 2, 4, 0)));
    cells.put(Operation.UNCACHED, Map.of(16, uncached));
    cells.put(Operation.CACHED, Map.of(16, cached));
    cells.put(Operation.FEATURES, Map.of(16, features));
    return new ServingReport(
        List.of(16), cells, Map.of(Operation.FEATURES, Map.of("mget", mgets)), null);
  }

  @Test
  void saysWhichFiguresMeetTheirTargets() {
    String met =
        report(
                new Cell(300, 50, 99, 150, 0),
                new Cell(6_000, 1, 2, 4, 0),
                new Cell(5_000, 2, 4, 8, 0),
                1)
            .table();
    String missed =
        report(
                new Cell(300, 50, 100, 150, 0),
                new Cell(5_900, 1, 2, 4, 0),
                new Cell(5_000, 2, 4, 8.1, 0),
                2)
            .table();

    assertThat(met.lines().filter(line -> line.startsWith("  PASS"))).hasSize(4);
    assertThat(met).doesNotContain("below").contains("trivial POST", "60%");
    assertThat(missed.lines().filter(line -> line.startsWith("  below"))).hasSize(4);
    assertThat(missed).doesNotContain("PASS");
  }

  @Test
  void refusedRequestsMeetNoTarget() {
    String table =
        report(
                new Cell(300, 1, 2, 3, 1),
                new Cell(9_000, 1, 2, 4, 1),
                new Cell(9_000, 1, 2, 4, 1),
                1)
            .table();

    assertThat(table.lines().filter(line -> line.startsWith("  below"))).hasSize(3);
  }

  @Test
  void judgesTheWayFromAnEventToItsFeatures() {
    var late = new Histogram(60_000, 3);
    late.recordValue(1_200);

    String table = new ServingReport(List.of(), Map.of(), Map.of(), late).table();

    assertThat(table).contains("below event posted to features served, p95 of 1: 12");
  }

  @Test
  void saysWhichTargetsWereNotMeasured() {
    Map<Operation, Map<Integer, Cell>> trivial =
        Map.of(Operation.TRIVIAL, Map.of(16, new Cell(10_000, 1, 2, 4, 0)));

    String table = new ServingReport(List.of(16), trivial, Map.of(), null).table();

    assertThat(table.lines().filter(line -> line.endsWith(": not measured"))).hasSize(6);
    assertThat(table).contains("trivial POST").doesNotContain("PASS", "below");
  }

  @Test
  void alwaysMeasuresTheTrivialPost() {
    var benchmark =
        new ServingBenchmark(List.of(1), 1, Duration.ofSeconds(1), 0, Set.of(Operation.CACHED), 1);

    assertThat(benchmark.operations()).containsExactly(Operation.TRIVIAL, Operation.CACHED);
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThatThrownBy(
            () -> new ServingBenchmark(List.of(0), 1, Duration.ofSeconds(1), 0, Set.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 1000");
    assertThatThrownBy(
            () -> new ServingBenchmark(List.of(1), 0, Duration.ofSeconds(1), 0, Set.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(execute(new StringWriter(), "bench", "serving", "--seconds", "0")).isEqualTo(2);
    assertThat(execute(new StringWriter(), "bench", "serving", "--callers", "x")).isEqualTo(2);
    assertThat(execute(new StringWriter(), "bench", "serving", "--only", "x")).isEqualTo(2);
  }

  @Test
  void saysWhatCanBeChosen() {
    var out = new StringWriter();

    assertThat(execute(out, "bench", "serving", "--help")).isZero();

    assertThat(out.toString())
        .contains("--callers", "--rounds", "--seconds", "--events", "--json", "--only", "--seed")
        .contains(Arrays.stream(Operation.values()).map(Operation::key).toList());
  }

  private static int execute(StringWriter out, String... args) {
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(args);
  }
}
