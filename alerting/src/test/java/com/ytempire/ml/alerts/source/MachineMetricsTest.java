package com.ytempire.ml.alerts.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.alerts.metric.Dimension;
import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.machine.GpuProbe.Gpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Labels HERE = Labels.of(Map.of("host", "here"));

  @TempDir private Path proc;

  @Test
  void countsWhatIsNotAvailableAsUsed() throws IOException {
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal:       8000 kB\nMemFree:        100 kB\nMemAvailable:   2000 kB\n");
    var source = new MachineMetrics(proc, "here");

    assertThat(source.read(MetricQuery.of(Metric.MEMORY_USED), NOW))
        .isEqualTo(Readings.of(List.of(new Reading(HERE, 0.75))));
    assertThat(
            source.read(
                new MetricQuery(Metric.MEMORY_USED, Dimension.BYTES, Duration.ZERO, null), NOW))
        .isEqualTo(Readings.of(List.of(new Reading(HERE, 6000 << 10))));
  }

  @Test
  void measuresDisksSinceTheLastLookEachByteOnce() throws IOException {
    var source = new MachineMetrics(proc, "here");
    var query = MetricQuery.of(Metric.DISK_IO);
    disks(1000, 2000);
    assertThat(source.read(query, NOW).values()).isEmpty();

    disks(1200, 2800);

    Readings expected = Readings.of(List.of(new Reading(HERE, 1000 * 512 / 10.0)));
    assertThat(source.read(query, NOW.plusSeconds(10))).isEqualTo(expected);
    // Another rule asks at the same moment.
    assertThat(source.read(query, NOW.plusSeconds(10))).isEqualTo(expected);
  }

  private void disks(long read, long written) throws IOException {
    Files.writeString(
        proc.resolve("diskstats"),
        """
           7       0 loop0 9 0 999999 9 0 0 0 0 0 0
         259       0 nvme0n1 9 0 %1$d 9 9 0 %2$d 9 0 0 0
         259       1 nvme0n1p1 9 0 %1$d 9 9 0 %2$d 9 0 0 0
           8       0 sda 9 0 0 9 9 0 0 9 0 0 0
           8       1 sda1 9 0 77777 9 9 0 77777 9 0 0 0
         253       0 dm-0 9 0 55555 9 9 0 55555 9 0 0 0
        """
            .formatted(read, written));
  }

  @Test
  void hasNoDataWhereTheMachineDoesNotTell() {
    var source = new MachineMetrics(proc, "here");

    assertThat(source.read(MetricQuery.of(Metric.MEMORY_USED), NOW).absence()).isNotEmpty();
    assertThat(source.read(MetricQuery.of(Metric.DISK_IO), NOW).absence()).isNotEmpty();
  }

  @Test
  void readsThisMachine() {
    var source = new MachineMetrics("here");

    assertThat(source.read(MetricQuery.of(Metric.CPU_UTILIZATION), NOW).values())
        .singleElement()
        .satisfies(reading -> assertThat(reading.value()).isBetween(0.0, 1.0));
  }

  @Test
  void readsEachGpu() {
    var source = GpuMetrics.of(List.of(new Gpu("0", 0.5, 3L << 30, 4L << 30)), "here");
    Labels gpu = Labels.of(Map.of("host", "here", "gpu", "0"));

    assertThat(source.read(MetricQuery.of(Metric.GPU_MEMORY_USED), NOW))
        .isEqualTo(Readings.of(List.of(new Reading(gpu, 0.75))));
    assertThat(
            source.read(
                new MetricQuery(Metric.GPU_MEMORY_USED, Dimension.BYTES, Duration.ZERO, null), NOW))
        .isEqualTo(Readings.of(List.of(new Reading(gpu, 3L << 30))));
    assertThat(source.read(MetricQuery.of(Metric.GPU_UTILIZATION), NOW))
        .isEqualTo(Readings.of(List.of(new Reading(gpu, 0.5))));
  }

  @Test
  void saysThatThereIsNoGpu() {
    assertThat(GpuMetrics.of(List.of(), "here").read(MetricQuery.of(Metric.GPU_UTILIZATION), NOW))
        .isEqualTo(Readings.none("nvidia-smi does not answer"));
  }
}
