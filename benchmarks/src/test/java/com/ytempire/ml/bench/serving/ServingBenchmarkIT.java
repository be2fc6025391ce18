package com.ytempire.ml.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingBenchmarkIT {
  @Test
  void measuresEveryOperationOfARealServiceInAnotherProcess(@TempDir Path folder) throws Exception {
    long childrenBefore = ProcessHandle.current().children().count();
    List<String> told = new ArrayList<>();
    Path json = folder.resolve("figures.json");

    ServingReport report =
        new ServingBenchmark(
                List.of(1, 4), 1, Duration.ofMillis(300), 2, EnumSet.allOf(Operation.class), 1)
            .run(folder, Path.of("../config"), told::add);
    report.write(json);

    assertThat(told).hasSize(5);
    assertThat(report.cells()).containsOnlyKeys(Operation.values());
    assertThat(report.cells().values())
        .allSatisfy(
            byCallers -> {
              assertThat(byCallers).containsOnlyKeys(1, 4);
              assertThat(byCallers.values())
                  .allSatisfy(
                      cell -> {
                        assertThat(cell.failed()).isZero();
                        assertThat(cell.perSecond()).isPositive();
                        assertThat(cell.p99()).isGreaterThanOrEqualTo(cell.p50());
                      });
            });
    assertThat(report.redisCommands())
        .containsOnlyKeys(Operation.FEATURES, Operation.MANY_FEATURES)
        .allSatisfy(
            (operation, commands) ->
                assertThat(commands).as(operation.key()).containsOnly(Map.entry("mget", 1L)));
    assertThat(report.streamMillis()).isNotNull();
    assertThat(report.streamMillis().getTotalCount()).isEqualTo(2);
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(
            figures.path("operations").path("uncached").path("4_callers").path("p95_ms").asDouble())
        .isPositive();
    assertThat(ProcessHandle.current().children().count()).isEqualTo(childrenBefore);
  }
}
