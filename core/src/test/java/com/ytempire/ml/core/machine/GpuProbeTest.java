package com.ytempire.ml.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpuProbeTest {
  @Test
  void readsWhatNvidiaSmiPrints() {
    assertThat(GpuProbe.parse("0, 35, 2048, 8192\n1, [N/A], 1, 2\nno line\n2, 0, 0, 0\n"))
        .containsExactly(new GpuProbe.Gpu("0", 0.35, 2048L << 20, 8192L << 20));
  }

  @Test
  void tellsTheShareOfMemory() {
    assertThat(new GpuProbe.Gpu("0", 0.35, 2048L << 20, 8192L << 20).memoryUsed()).isEqualTo(0.25);
  }
}
