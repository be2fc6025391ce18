package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.features.definition.SignalDefinitions;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what sources say about a topic from the online store, in one round trip. */
final class TopicSignals {
  private final OnlineFeatureStore store;
  private final FeatureSchema schema;
  private final List<SignalDefinitions.Window> windows;

  TopicSignals(OnlineFeatureStore store, FeaturePlan plan) {
    this.store = store;
    this.schema = plan.topicSchema();
    this.windows =
        plan.definitions().signals().windows().stream()
            .sorted(Comparator.comparing(SignalDefinitions.Window::length))
            .toList();
  }

  /**
   * What was read.
   *
   * @param signals of the sources that have any
   * @param fromSecondChoice whether a server answered that is not the first choice
   */
  record Read(List<SourceSignal> signals, boolean fromSecondChoice) {}

  /** The longest window that is not longer than the timeframe, else the shortest; if any. */
  Optional<SignalDefinitions.Window> window(Timeframe timeframe) {
    return windows.stream()
        .filter(window -> window.length().compareTo(timeframe.length()) <= 0)
        .reduce((shorter, longer) -> longer)
        .or(() -> windows.stream().findFirst());
  }

  /** Blocks for one round trip. */
  Read read(String topic, List<DataSource> sources, SignalDefinitions.Window window) {
    List<FeatureColumn> columns =
        List.of(
            column("volume", window),
            column("velocity", window),
            column("acceleration", window),
            column("strength", window));
    List<EntityKey> keys =
        sources.stream()
            .map(source -> new EntityKey(EntityKey.TOPIC, source.word() + "|" + topic))
            .toList();
    List<FeatureRead> reads = store.readAll(keys, columns);
    List<SourceSignal> signals = new ArrayList<>();
    boolean fromSecondChoice = false;
    for (int i = 0; i < reads.size(); i++) {
      fromSecondChoice |= reads.get(i).degradedBecause() != null;
      List<FeatureRead.Value> values = reads.get(i).values();
      Duration age = values.get(0).age();
      if (values.get(0).status() != FeatureStatus.MISSING && age != null) {
        signals.add(
            new SourceSignal(
                sources.get(i),
                values.get(0).number(),
                values.get(1).number(),
                values.get(2).number(),
                values.get(3).number(),
                age.isNegative() ? Duration.ZERO : age));
      }
    }
    return new Read(signals, fromSecondChoice);
  }

  private FeatureColumn column(String quantity, SignalDefinitions.Window window) {
    String name = "signal_" + quantity + "_" + window.label();
    return schema
        .find(name)
        .orElseThrow(() -> new IllegalStateException("topics have no column " + name));
  }
}
