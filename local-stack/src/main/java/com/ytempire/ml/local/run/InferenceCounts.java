package com.ytempire.ml.local.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.jobs.inference.InferenceCounters;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inference job's exact counters and the figures that they give.
 *
 * @param counts as in {@link InferenceCounters}
 */
record InferenceCounts(Map<String, Long> counts) {
  private static final double MICROS = 1e6;
  private static final double DIGITS = 1e6;

  private long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Share of right predictions among those judged, or null where none is. */
  private @Nullable Double accuracy() {
    return mean(count(InferenceCounters.CORRECT), count(InferenceCounters.JUDGED));
  }

  /** Mean absolute error of the log growth, or null where no outcome has one. */
  private @Nullable Double logGrowthMae() {
    return mean(count(InferenceCounters.ERROR_MICROS) / MICROS, count(InferenceCounters.ERRORS));
  }

  private static @Nullable Double mean(double sum, long count) {
    return count == 0 ? null : Double.valueOf(sum / count);
  }

  /** The counts for people. */
  String line() {
    Double accuracy = accuracy();
    return String.format(
        Locale.ROOT,
        "  %-10s %,d vectors in, %,d predictions, %,d failed; %,d outcomes%s",
        "inference",
        count(InferenceCounters.VECTORS_IN),
        count(InferenceCounters.PREDICTIONS),
        count(InferenceCounters.FAILED),
        count(InferenceCounters.OUTCOMES),
        accuracy == null ? "" : String.format(Locale.ROOT, ", %.1f %% right", 100 * accuracy));
  }

  /** Writes the report's fields into the object that is open. */
  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("vectors_in", count(InferenceCounters.VECTORS_IN));
    json.writeNumberField("vectors_dead_lettered", count(InferenceCounters.DEAD_LETTERED));
    json.writeNumberField("predictions", count(InferenceCounters.PREDICTIONS));
    json.writeNumberField("failed", count(InferenceCounters.FAILED));
    json.writeNumberField("outcomes", count(InferenceCounters.OUTCOMES));
    json.writeNumberField("outcomes_expired", count(InferenceCounters.EXPIRED));
    json.writeNumberField("outcomes_dropped", count(InferenceCounters.DROPPED));
    json.writeNumberField("outcomes_unmeasurable", count(InferenceCounters.UNMEASURABLE));
    number(json, "accuracy", accuracy());
    number(json, "log_growth_mae", logGrowthMae());
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Math.round(value * DIGITS) / DIGITS);
    }
  }
}
