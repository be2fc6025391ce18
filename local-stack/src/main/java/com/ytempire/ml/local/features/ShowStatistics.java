package com.ytempire.ml.local.features;

import com.ytempire.ml.core.store.FeatureStatistics.FeatureSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is stored online, by feature.
 *
 * @param summaries one per column and version
 */
public record ShowStatistics(List<FeatureSummary> summaries) {
  public ShowStatistics {
    summaries = List.copyOf(summaries);
  }

  /** Prints a table. */
  public void print(PrintWriter out) {
    var table =
        new TextTable(
            "entity", "feature", "version", "count", "nulls", "min", "mean", "max", "oldest",
            "newest");
    for (FeatureSummary summary : summaries) {
      table.row(
          summary.entityType(),
          summary.name(),
          Integer.toString(summary.version()),
          Long.toString(summary.count()),
          Long.toString(summary.nulls()),
          number(summary.min()),
          number(summary.mean()),
          number(summary.max()),
          Shown.time(summary.oldest()),
          Shown.time(summary.newest()));
    }
    table.print(out);
  }

  private static String number(@Nullable Double value) {
    return value == null ? Shown.NOTHING : String.format(Locale.ROOT, "%.6g", value);
  }

  /** Prints an array with one object per column and version. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartArray();
          for (FeatureSummary summary : summaries) {
            json.writeStartObject();
            json.writeStringField("entity_type", summary.entityType());
            json.writeStringField("name", summary.name());
            json.writeNumberField("version", summary.version());
            json.writeNumberField("count", summary.count());
            json.writeNumberField("nulls", summary.nulls());
            number(json, "min", summary.min());
            number(json, "mean", summary.mean());
            number(json, "max", summary.max());
            JsonOutput.time(json, "oldest", summary.oldest());
            JsonOutput.time(json, "newest", summary.newest());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void number(
      com.fasterxml.jackson.core.JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
