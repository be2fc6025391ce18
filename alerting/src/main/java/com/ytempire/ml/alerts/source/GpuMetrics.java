package com.ytempire.ml.alerts.source;

import com.ytempire.ml.alerts.metric.Dimension;
import com.ytempire.ml.alerts.metric.Labels;
import com.ytempire.ml.alerts.metric.Metric;
import com.ytempire.ml.alerts.metric.MetricQuery;
import com.ytempire.ml.alerts.metric.MetricSource;
import com.ytempire.ml.alerts.metric.Reading;
import com.ytempire.ml.alerts.metric.Readings;
import com.ytempire.ml.core.machine.GpuProbe;
import com.ytempire.ml.core.machine.GpuProbe.Gpu;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The GPUs of this machine, as {@code nvidia-smi} tells. */
public final class GpuMetrics implements MetricSource {
  private final Supplier<List<Gpu>> gpus;
  private final String host;
  private final boolean present;

  private GpuMetrics(Supplier<List<Gpu>> gpus, String host, boolean present) {
    this.gpus = gpus;
    this.host = host;
    this.present = present;
  }

  /**
   * @param host the machine's name
   */
  public static GpuMetrics of(GpuProbe probe, String host) {
    return new GpuMetrics(probe::read, host, probe.isPresent());
  }

  static GpuMetrics of(List<Gpu> gpus, String host) {
    return new GpuMetrics(() -> gpus, host, true);
  }

  @Override
  public Set<Metric> metrics() {
    return Set.of(Metric.GPU_UTILIZATION, Metric.GPU_MEMORY_USED);
  }

  @Override
  public Readings read(MetricQuery query, Instant at) {
    List<Reading> readings =
        gpus.get().stream().map(gpu -> new Reading(labels(gpu), value(query, gpu))).toList();
    if (!readings.isEmpty()) {
      return Readings.of(readings);
    }
    return Readings.none(present ? "nvidia-smi does not answer" : "this machine has no GPU");
  }

  private static double value(MetricQuery query, Gpu gpu) {
    if (query.metric() == Metric.GPU_UTILIZATION) {
      return gpu.utilization();
    }
    return query.dimension() == Dimension.BYTES ? gpu.memoryUsedBytes() : gpu.memoryUsed();
  }

  private Labels labels(Gpu gpu) {
    return Labels.of(Map.of(Labels.HOST, host, Labels.GPU, gpu.index()));
  }
}
