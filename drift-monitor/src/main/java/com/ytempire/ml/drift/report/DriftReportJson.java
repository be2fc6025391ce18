package com.ytempire.ml.drift.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.retraining.Retraining;
import com.ytempire.ml.core.retraining.RetrainingTrigger;
import com.ytempire.ml.drift.event.BinsJson;
import com.ytempire.ml.drift.report.DriftReport.Column;
import com.ytempire.ml.drift.report.DriftReport.Mover;
import com.ytempire.ml.drift.report.DriftReport.NotJudged;
import com.ytempire.ml.drift.report.DriftReport.Point;
import com.ytempire.ml.drift.report.DriftReport.Version;
import com.ytempire.ml.drift.report.DriftReport.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * A report as JSON in UTF-8; docs/drift.md describes its fields, which keep their names. A number
 * that there is not is null. Equal reports give equal bytes. Has no state.
 */
public final class DriftReportJson {
  /** Raised when a field changes its meaning. */
  private static final int FORMAT = 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private DriftReportJson() {}

  public static byte[] write(DriftReport report) {
    var bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      ReportScope scope = report.scope();
      out.writeStartObject();
      out.writeNumberField("format", FORMAT);
      out.writeStringField("model_name", scope.model());
      out.writeStringField("model_version", scope.version().orElse(null));
      out.writeStringField("slice", scope.slice());
      out.writeStringField("from", scope.from().toString());
      out.writeStringField("to", scope.to().toString());
      out.writeBooleanField("complete", report.isComplete());
      out.writeArrayFieldStart("versions");
      for (Version version : report.versions()) {
        write(out, version);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("retrainings");
      for (Retraining retraining : report.retrainings()) {
        write(out, retraining);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Version version) throws IOException {
    out.writeStartObject();
    out.writeStringField("model_version", version.version());
    number(out, "false_alarms_per_day", version.falseAlarmsPerDay());
    out.writeArrayFieldStart("windows");
    for (Window window : version.windows()) {
      write(out, window);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("columns");
    for (Column column : version.columns()) {
      write(out, column);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("top_movers");
    for (Mover mover : version.movers()) {
      write(out, mover);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("not_judged");
    for (NotJudged none : version.notJudged()) {
      out.writeStartObject();
      out.writeStringField("kind", none.kind().word());
      out.writeStringField("feature", none.name());
      out.writeStringField("window", none.window().word());
      out.writeStringField("verdict", none.verdict().word());
      out.writeNumberField("windows", none.windows());
      out.writeNumberField("of_windows", none.of());
      out.writeNumberField("most_units", none.mostUnits());
      out.writeStringField("reason", none.reason());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Window window) throws IOException {
    out.writeStartObject();
    out.writeStringField("window", window.kind().word());
    out.writeStringField("family", window.family().name().toLowerCase(Locale.ROOT));
    out.writeStringField("window_start", window.start().toString());
    out.writeStringField("window_end", window.end().toString());
    out.writeStringField("verdict", window.verdict().word());
    out.writeNumberField("drifted", window.drifted());
    out.writeNumberField("tested", window.tested());
    out.writeNumberField("columns", window.columns());
    number(out, "significance", window.significance());
    number(out, "reference_size", window.referenceSize());
    out.writeNumberField("current_size", window.currentSize());
    out.writeStringField("reason", window.reason());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Column column) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", column.kind().word());
    out.writeStringField("feature", column.name());
    out.writeStringField("window", column.window().word());
    out.writeStringField("test", column.test());
    number(out, "threshold", column.threshold());
    out.writeFieldName("bins");
    BinsJson.write(out, column.bins());
    out.writeArrayFieldStart("series");
    for (Point point : column.points()) {
      out.writeStartObject();
      write(out, point);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Point point) throws IOException {
    out.writeStringField("window_end", point.end().toString());
    out.writeStringField("verdict", point.verdict().word());
    number(out, "statistic", point.statistic());
    number(out, "threshold", point.threshold());
    number(out, "p_value_corrected", point.p());
    number(out, "reference", point.reference());
    number(out, "current", point.current());
    out.writeNumberField("current_size", point.currentSize());
    out.writeStringField("shape", point.shape().word());
  }

  private static void write(JsonGenerator out, Mover mover) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", mover.kind().word());
    out.writeStringField("feature", mover.name());
    out.writeStringField("window", mover.window().word());
    out.writeStringField("test", mover.test());
    number(out, "ratio", mover.ratio());
    write(out, mover.strongest());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Retraining retraining) throws IOException {
    RetrainingTrigger trigger = retraining.trigger();
    out.writeStartObject();
    out.writeStringField("trigger_id", trigger.id().toString());
    out.writeStringField("model_version", trigger.model().version());
    out.writeStringField("since", trigger.since().toString());
    out.writeStringField("at", trigger.at().toString());
    out.writeStringField("reason", trigger.reason());
    out.writeStringField("state", retraining.state().word());
    out.writeStringField("note", retraining.note());
    out.writeStringField("job_id", retraining.jobId() == null ? null : retraining.jobId() + "");
    out.writeStringField("recorded_at", retraining.recordedAt().toString());
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, String name, double value) throws IOException {
    out.writeFieldName(name);
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }
}
