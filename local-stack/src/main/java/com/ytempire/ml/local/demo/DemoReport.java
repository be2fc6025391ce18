package com.ytempire.ml.local.demo;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.drift.event.DriftEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table for programs. */
final class DemoReport {
  private DemoReport() {}

  static void write(Findings findings, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeBooleanField("closed", findings.missing().isEmpty());
      json.writeArrayFieldStart("missing");
      for (String line : findings.missing()) {
        json.writeString(line);
      }
      json.writeEndArray();
      json.writeNumberField("seconds", findings.took().toSeconds());
      json.writeStringField("planted_at", findings.timeline().change().toString());
      text(json, "detected_at", findings.detected().map(WatchedDay::end).orElse(null));
      columns(json, "because", findings.detected().map(WatchedDay::drifted).orElseGet(List::of));
      trigger(json, findings);
      text(json, "version_before", findings.first().orElse(null));
      text(json, "version_after", findings.second().orElse(null));
      canary(json, findings);
      quality(json, "before", findings.before());
      quality(json, "during", findings.during());
      quality(json, "after", findings.after());
      json.writeEndObject();
    }
  }

  private static void trigger(JsonGenerator json, Findings findings) throws IOException {
    json.writeObjectFieldStart("trigger");
    if (findings.retraining().isPresent()) {
      Retraining found = findings.retraining().get();
      json.writeStringField("id", found.trigger().id().toString());
      json.writeStringField("since", found.trigger().since().toString());
      json.writeStringField("at", found.trigger().at().toString());
      json.writeStringField("reason", found.trigger().reason());
      json.writeStringField("state", found.state().word());
      text(json, "job", found.jobId());
    }
    json.writeEndObject();
  }

  private static void canary(JsonGenerator json, Findings findings) throws IOException {
    json.writeObjectFieldStart("canary");
    if (findings.decision().isPresent()) {
      RolloutDecision decision = findings.decision().get();
      json.writeStringField("decision", decision.step().word());
      json.writeStringField("reason", decision.ruling().reason());
      json.writeBooleanField("automatic", decision.ruling().automatic());
      json.writeNumberField("requests", findings.requests());
      text(json, "promoted_at", findings.promotedAt().orElse(null));
    }
    json.writeEndObject();
  }

  private static void columns(JsonGenerator json, String name, List<DriftEvent> columns)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (DriftEvent column : columns) {
      json.writeStartObject();
      json.writeStringField("kind", column.kind().word());
      json.writeStringField("name", column.feature());
      json.writeStringField("test", column.test());
      number(json, "statistic", column.statistic());
      number(json, "threshold", column.threshold());
      number(json, "p", column.corrected());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void quality(JsonGenerator json, String name, List<WatchedDay> days)
      throws IOException {
    Quality quality = Quality.of(days);
    json.writeObjectFieldStart(name);
    number(json, "accuracy", quality.accuracy());
    number(json, "log_growth_error", quality.error());
    json.writeNumberField("videos", quality.videos());
    json.writeArrayFieldStart("days");
    for (WatchedDay day : days) {
      json.writeStartObject();
      json.writeStringField("version", day.version());
      json.writeStringField("start", day.start().toString());
      json.writeStringField("verdict", day.verdict().word());
      number(json, "accuracy", day.accuracy());
      number(json, "log_growth_error", day.error());
      columns(json, "drifted", day.drifted());
      columns(json, "columns", day.columns());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private static void text(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    json.writeStringField(name, value == null ? null : value.toString());
  }
}
