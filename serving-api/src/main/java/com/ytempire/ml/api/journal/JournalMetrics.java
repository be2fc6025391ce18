package com.ytempire.ml.api.journal;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What Prometheus reads of the journal. */
final class JournalMetrics {
  private JournalMetrics() {}

  static void register(PrometheusRegistry registry, PredictionJournal journal) {
    GaugeWithCallback.builder()
        .name("prediction_journal_queued")
        .help("Answers that wait in memory to be written.")
        .callback(gauge -> gauge.call(journal.statistics().queued()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("prediction_journal_spilled_bytes")
        .help("Bytes of answers that wait in files, because the database does not take them.")
        .callback(gauge -> gauge.call(journal.statistics().spilledBytes()))
        .register(registry);
    CounterWithCallback.builder()
        .name("prediction_journal_entries")
        .help("Answers and counts of failures by what became of them; dropped ones are lost.")
        .labelNames("result")
        .callback(
            counter -> {
              JournalStatistics now = journal.statistics();
              counter.call(now.written(), "written");
              counter.call(now.spilled(), "spilled");
              counter.call(now.refused(), "refused");
              counter.call(now.dropped(), "dropped");
              counter.call(now.damaged(), "damaged");
            })
        .register(registry);
  }
}
