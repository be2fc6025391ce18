package com.ytempire.ml.inference.operator;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Metrics of one subtask of {@link SwitchModels}. */
final class SwitchMetrics {
  /** Versions that took over. */
  static final String SWITCHES = "modelSwitches";

  /** Versions that were refused. */
  static final String REFUSALS = "modelSwitchesRefused";

  /** Times that the version that answers could not be loaded at a start. */
  static final String UNLOADABLE = "currentModelUnloadable";

  /** Group, with the model's name as value, of a model's gauges. */
  static final String MODEL = "model";

  /** The version that answers, as text. */
  static final String VERSION = "version";

  /** 1 while another version is being loaded, else 0. */
  static final String LOADING = "loadingVersion";

  private final Counter switches;
  private final Counter refusals;
  private final Counter unloadable;

  <I> SwitchMetrics(MetricGroup group, Map<String, ServedModel<I>> models) {
    this.switches = group.counter(SWITCHES);
    this.refusals = group.counter(REFUSALS);
    this.unloadable = group.counter(UNLOADABLE);
    models.forEach(
        (name, model) -> {
          MetricGroup own = group.addGroup(MODEL, name);
          own.<String, Gauge<String>>gauge(VERSION, () -> model.current().version());
          own.<Integer, Gauge<Integer>>gauge(LOADING, () -> model.wanted() == null ? 0 : 1);
        });
  }

  void switched() {
    switches.inc();
  }

  void refused() {
    refusals.inc();
  }

  void unloadable() {
    unloadable.inc();
  }
}
