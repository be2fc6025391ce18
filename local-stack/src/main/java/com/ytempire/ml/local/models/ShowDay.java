package com.ytempire.ml.local.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.prediction.DailyPerformance;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.PredictionStatistics;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each version did on one day. */
public final class ShowDay {
  private static final String NOTHING = "-";

  private final List<DailyPerformance> versions;

  private ShowDay(List<DailyPerformance> versions) {
    this.versions = versions;
  }

  /** Measures a day in UTC anew, keeps what it finds, and reads it back. */
  public static ShowDay measured(
      ModelRegistry registry, PredictionStatistics statistics, LocalDate date) {
    statistics.measureDay(date);
    List<DailyPerformance> versions = new ArrayList<>();
    for (ModelVersion version : registry.list(Optional.empty())) {
      versions.addAll(statistics.daily(version.ref(), date, date));
    }
    versions.sort(Comparator.comparing(day -> day.model().modelId()));
    return new ShowDay(List.copyOf(versions));
  }

  /** Prints a table. */
  public void print(PrintWriter out) {
    var table =
        new TextTable(
            "version",
            "predictions",
            "accuracy",
            "f1",
            "p50 ms",
            "p95 ms",
            "errors",
            "cost",
            "drift");
    for (DailyPerformance day : versions) {
      table.row(
          day.model().modelId(),
          Long.toString(day.predictions()),
          share(day.accuracy()),
          share(day.f1()),
          text(day.latencyP50Millis()),
          text(day.latencyP95Millis()),
          Long.toString(day.errors()),
          day.cost().toPlainString(),
          share(day.driftScore()));
    }
    table.print(out);
  }

  private static String share(@Nullable Double share) {
    return share == null ? NOTHING : String.format(Locale.ROOT, "%.4f", share);
  }

  private static String text(@Nullable Integer number) {
    return number == null ? NOTHING : number.toString();
  }

  /** Prints an array with one object per version; what is not known is absent. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartArray();
          for (DailyPerformance day : versions) {
            json.writeStartObject();
            json.writeStringField("model_id", day.model().modelId());
            json.writeStringField("metric_date", day.date().toString());
            json.writeNumberField("predictions_count", day.predictions());
            number(json, "accuracy", day.accuracy());
            number(json, "precision_score", day.precision());
            number(json, "recall_score", day.recall());
            number(json, "f1_score", day.f1());
            number(json, "latency_p50_ms", day.latencyP50Millis());
            number(json, "latency_p95_ms", day.latencyP95Millis());
            number(json, "latency_p99_ms", day.latencyP99Millis());
            json.writeNumberField("error_count", day.errors());
            number(json, "error_rate", day.errorRate());
            json.writeNumberField("cost_total", day.cost());
            number(json, "drift_score", day.driftScore());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void number(JsonGenerator json, String name, @Nullable Number value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name, value.doubleValue());
    }
  }
}
