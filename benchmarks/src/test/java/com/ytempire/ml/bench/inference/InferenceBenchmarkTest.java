package com.ytempire.ml.bench.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.bench.inference.InferenceBenchmark.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceBenchmarkTest {
  private static final Map<String, String> ON_CPU = Map.of("CUDA_VISIBLE_DEVICES", "-1");

  @Test
  void measuresEveryWayOfEveryModelAndTellsOfIt(@TempDir Path folder) throws Exception {
    List<String> progress = new ArrayList<>();
    Path json = folder.resolve("figures.json");

    InferenceReport report =
        new InferenceBenchmark(6, 40, 1, LoadCycles.SETTLED + 1, 7)
            .run(EnumSet.allOf(Part.class), ON_CPU, progress::add);
    report.write(json);

    assertThat(progress).hasSize(4);
    assertThat(report.models()).hasSize(3);
    for (InferenceResult model : report.models()) {
      assertThat(model.device()).isEqualTo("CPU");
      assertThat(model.perSecond().keySet())
          .containsExactlyInAnyOrderElementsOf(
              model.heavy() ? InferenceMode.all() : InferenceMode.ofEqualLengths());
      for (InferenceMode mode : model.measured()) {
        assertThat(model.median(mode)).as(mode.key()).isPositive();
        assertThat(model.millis(mode, 99)).isGreaterThanOrEqualTo(model.millis(mode, 50));
      }
    }
    assertThat(report.models().get(1).name()).endsWith("INT8");
    assertThat(report.cycles().cycles()).isEqualTo(LoadCycles.SETTLED + 1);
    assertThat(report.cycles().settledBytes()).isPositive();
    assertThat(report.memory().processBytes()).isPositive();
    assertThat(report.table())
        .contains("FLOAT32 on CPU", "INT8 on CPU", "engine, 128 callers", "cycles", "growth");
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.path("models")).hasSize(3);
    assertThat(figures.path("cycles").path("growth_percent").isNumber()).isTrue();
  }

  @Test
  void refusesFiguresThatMeasureNothing() {
    assertThatThrownBy(() -> new InferenceBenchmark(1, 1, 1, LoadCycles.SETTLED, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cycles 20 more than 20");
    assertThatThrownBy(() -> new InferenceBenchmark(0, 1, 1, 300, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
