package com.ytempire.ml.bench.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.bench.features.FeatureBenchmark.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureBenchmarkIT {
  @Test
  void measuresStoresAndMemoryOnServersOfItsOwn() throws Exception {
    long childrenBefore = ProcessHandle.current().children().count();
    List<String> told = new ArrayList<>();
    var benchmark =
        new FeatureBenchmark(
            new JobBenchmark(2000, 1, 1), 1, 500, Set.of(Part.stores, Part.memory));

    FeatureReport report = benchmark.run(Map.of(), told::add);

    assertThat(told).hasSize(2);
    assertThat(report.job()).isNull();
    assertThat(report.titles()).isNull();
    assertThat(report.stores()).isNotNull();
    assertThat(report.stores().values()).isEqualTo(6000);
    assertThat(report.memory()).isNotNull();
    assertThat(report.memory().processBytes()).isPositive();
    assertThat(report.memory().childrenBytes()).isPositive();
    assertThat(report.memory().heapBytes()).isPositive();
    assertThat(report.table()).contains("postgres COPY", "redis pipelined SET", "resident");
    assertThat(ProcessHandle.current().children().count()).isEqualTo(childrenBefore);
  }
}
