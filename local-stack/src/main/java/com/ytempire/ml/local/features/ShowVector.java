package com.ytempire.ml.local.features;

import com.ytempire.ml.core.store.FeatureRead;
import com.ytempire.ml.core.store.FeatureStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * The current values of one entity.
 *
 * @param read what the store gave
 */
public record ShowVector(FeatureRead read) {

  /** Whether nothing is stored of what was asked for. */
  public boolean isEmpty() {
    return read.values().stream().allMatch(value -> value.status() == FeatureStatus.MISSING);
  }

  /**
   * Prints a table.
   *
   * @param full whether embeddings are shown whole
   */
  public void print(PrintWriter out, boolean full) {
    out.printf(
        Locale.ROOT,
        "%s, served by %s%n",
        TextTable.printable(read.entity().toString()),
        read.servedBy());
    if (read.degradedBecause() != null) {
      out.println("degraded: " + read.degradedBecause());
    }
    var table =
        new TextTable("feature", "value", "status", "age", "computed at", "event id", "version");
    for (FeatureRead.Value value : read.values()) {
      boolean missing = value.status() == FeatureStatus.MISSING;
      table.row(
          value.column().name(),
          missing
              ? Shown.NOTHING
              : Shown.value(value.column(), value.number(), value.embedding(), full),
          value.status().name().toLowerCase(Locale.ROOT),
          Shown.age(value.age()),
          Shown.time(value.computedAt()),
          value.eventId() == null ? Shown.NOTHING : value.eventId(),
          Integer.toString(value.column().version()));
    }
    table.print(out);
  }

  /** Prints an object; embeddings are whole. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("entity_type", read.entity().type());
          json.writeStringField("entity_id", read.entity().id());
          json.writeStringField("served_by", read.servedBy());
          json.writeStringField("degraded_because", read.degradedBecause());
          json.writeArrayFieldStart("values");
          for (FeatureRead.Value value : read.values()) {
            json.writeStartObject();
            json.writeStringField("name", value.column().name());
            json.writeStringField("feature", value.column().feature());
            json.writeNumberField("version", value.column().version());
            json.writeStringField("status", value.status().name());
            JsonOutput.raw(
                json, "value", Shown.json(value.column(), value.number(), value.embedding()));
            JsonOutput.time(json, "computed_at", value.computedAt());
            Duration age = value.age();
            if (age == null) {
              json.writeNullField("age_seconds");
            } else {
              json.writeNumberField("age_seconds", age.toMillis() / 1e3);
            }
            json.writeStringField("event_id", value.eventId());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
