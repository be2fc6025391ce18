package com.ytempire.ml.bench.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.bench.inference.InferenceMode.Path;
import com.ytempire.ml.bench.measure.MemoryUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class InferenceResultTest {
  private static final InferenceMode RAW = new InferenceMode(Path.RAW, 2, 8);

  @Test
  void takesTheFastestRawWayForTheLimit() {
    assertThat(result().limit()).isEqualTo(RAW);
    assertThat(result().shown()).hasSize(10).contains(RAW);
  }

  @Test
  void takesRatiosWithinARound() {
    InferenceResult result = result();

    assertThat(result.median(InferenceMode.ENGINE_AT_32)).isEqualTo(190);
    // 90/100, 190/200 and 400/400, not 190/200 of the medians.
    assertThat(result.ratio(InferenceMode.ENGINE_AT_32, RAW)).isCloseTo(0.95, within(1e-9));
  }

  @Test
  void tellsWhatTheEngineAddsForACallerAlone() {
    assertThat(result().addedMillis()).isCloseTo(1.5, within(0.01));
  }

  @Test
  void marksWhatIsHeldToATargetAndWhatIsNot() {
    MemoryUse memory = new MemoryUse(1 << 20, 0, 1 << 20);

    String heavy = new InferenceReport(List.of(result()), null, memory).table();

    assertThat(heavy)
        .contains("PASS  engine of raw at 32 callers: 95%, at least 90%")
        .contains("PASS  engine of one call each at 32 callers")
        .contains("PASS  added to p99 of a caller alone: 1.50 ms, at most 2.00 ms")
        .doesNotContain("growth");
  }

  @Test
  void tellsGrowthOfMemory() {
    LoadCycles.Result cycles = new LoadCycles.Result(300, 200 << 20, 211 << 20, 12);
    MemoryUse memory = new MemoryUse(1 << 20, 0, 1 << 20);

    assertThat(new InferenceReport(List.of(), cycles, memory).table())
        .contains("below growth 5.5%, under 5%");
  }

  private static InferenceResult result() {
    Map<InferenceMode, double[]> rates = new HashMap<>();
    Map<InferenceMode, Histogram> latency = new HashMap<>();
    for (InferenceMode mode : InferenceMode.all()) {
      rates.put(mode, new double[] {10, 10, 10});
      latency.put(mode, histogram(1_000_000));
    }
    rates.put(RAW, new double[] {100, 200, 400});
    rates.put(InferenceMode.ENGINE_AT_32, new double[] {90, 190, 400});
    latency.put(InferenceMode.SINGLE_CALLER_ALONE, histogram(4_000_000));
    latency.put(InferenceMode.ENGINE_ALONE, histogram(5_500_000));
    return new InferenceResult("m", "texts", true, "CPU", 8, 2, rates, latency);
  }

  private static Histogram histogram(long nanos) {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(nanos);
    return histogram;
  }
}
