package com.ytempire.ml.local.run;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.jobs.features.JobCounters;
import com.ytempire.ml.local.input.PlayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The summary of a run. Counts are those of the data folder since its first run, exact over every
 * recovery and restart; rate and latency are those of this run.
 *
 * @param counts the job's counters, as in {@link JobCounters}
 * @param inference the inference job's counters; empty where it did not run
 * @param play what was played
 * @param elapsed from the first record played to the last feature servable
 * @param latency event-to-servable latencies in milliseconds: from the arrival of an event in Kafka
 *     to the acknowledged write of its features to the online store
 */
record RunReport(
    Map<String, Long> counts,
    Optional<InferenceCounts> inference,
    PlayReport play,
    Duration elapsed,
    Histogram latency) {
  private static final JsonFactory JSON = new JsonFactory();

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Records refused by the job, and those too large to be sent to it. */
  long deadLettered() {
    return count(JobCounters.DEAD_LETTERED) + play.refused();
  }

  /** Records that were played and are neither among the events nor among the dead letters. */
  long lost() {
    long arrived =
        count(JobCounters.EVENTS_IN)
            + count(JobCounters.SIGNALS_IN)
            + count(JobCounters.DEAD_LETTERED)
            + play.refused();
    return Math.max(0, play.records() - arrived);
  }

  double eventsPerSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? (play.records() - play.resumedFrom()) / seconds : 0;
  }

  /** Writes the summary whole or not at all. */
  void write(Path file) throws IOException {
    Path part = Path.of(file + ".part");
    try (JsonGenerator json = JSON.createGenerator(part.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("input", play.inputId());
      json.writeNumberField("records_played", play.records());
      json.writeNumberField("events_in", count(JobCounters.EVENTS_IN));
      json.writeNumberField("signals_in", count(JobCounters.SIGNALS_IN));
      json.writeNumberField("events_out", count(JobCounters.EVENTS_OUT));
      json.writeNumberField("duplicates", count(JobCounters.DUPLICATES));
      json.writeNumberField("late", count(JobCounters.LATE));
      json.writeNumberField("dead_lettered", deadLettered());
      json.writeNumberField("lost", lost());
      json.writeNumberField("titles_failed", count(JobCounters.TITLES_FAILED));
      json.writeObjectFieldStart("features_out");
      for (var counted : new TreeMap<>(counts).entrySet()) {
        if (counted.getKey().startsWith(JobCounters.FEATURE_PREFIX)) {
          json.writeNumberField(
              counted.getKey().substring(JobCounters.FEATURE_PREFIX.length()), counted.getValue());
        }
      }
      json.writeEndObject();
      if (inference.isPresent()) {
        inference.get().write(json);
      }
      json.writeNumberField("elapsed_seconds", rounded(elapsed.toMillis() / 1e3));
      json.writeNumberField("events_per_second", rounded(eventsPerSecond()));
      json.writeObjectFieldStart("event_to_servable_ms");
      json.writeNumberField("p50", latency.getValueAtPercentile(50));
      json.writeNumberField("p95", latency.getValueAtPercentile(95));
      json.writeNumberField("p99", latency.getValueAtPercentile(99));
      json.writeNumberField("measured", latency.getTotalCount());
      json.writeEndObject();
      json.writeEndObject();
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
