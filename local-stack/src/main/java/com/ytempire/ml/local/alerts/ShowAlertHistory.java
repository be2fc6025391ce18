package com.ytempire.ml.local.alerts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.alerts.store.AlertHistory.PastIncident;
import com.ytempire.ml.alerts.store.AlertHistory.SentNotification;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What fired, and who was told.
 *
 * @param incidents the newest first
 * @param notifications the newest first
 */
public record ShowAlertHistory(List<PastIncident> incidents, List<SentNotification> notifications) {

  /** Reads it of a rule, or of all. */
  public static ShowAlertHistory of(AlertStores stores, Optional<String> rule, int limit) {
    return new ShowAlertHistory(
        stores.history().incidents(rule, limit), stores.history().notifications(rule, limit));
  }

  /** Prints tables for people. */
  public void print(PrintWriter out) {
    if (incidents.isEmpty() && notifications.isEmpty()) {
      out.println("nothing has fired");
      return;
    }
    var fired = new TextTable("fired", "resolved", "rule", "severity", "about", "readings");
    for (PastIncident one : incidents) {
      fired.row(
          shown(one.firedAt()),
          shown(one.resolvedAt()),
          one.rule(),
          one.severity().word(),
          one.labels().toString(),
          one.value());
    }
    fired.print(out);
    out.println();
    var told = new TextTable("told", "rule", "why", "channel", "state", "attempts", "error");
    for (SentNotification one : notifications) {
      told.row(
          shown(one.createdAt()),
          one.rule(),
          one.kind(),
          one.channel(),
          one.state(),
          Integer.toString(one.attempts()),
          one.lastError() == null ? "" : one.lastError());
    }
    told.print(out);
  }

  private static String shown(@Nullable Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Prints one object: {@code incidents} and {@code notifications}. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("incidents");
          for (PastIncident one : incidents) {
            write(json, one);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("notifications");
          for (SentNotification one : notifications) {
            write(json, one);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, PastIncident one) throws IOException {
    json.writeStartObject();
    json.writeStringField("incident_id", one.id().toString());
    json.writeStringField("rule", one.rule());
    ShowAlerts.writeLabels(json, one.labels().values());
    json.writeStringField("severity", one.severity().word());
    json.writeStringField("condition", one.condition());
    json.writeStringField("value", one.value());
    JsonOutput.time(json, "fired_at", one.firedAt());
    JsonOutput.time(json, "resolved_at", one.resolvedAt());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SentNotification one) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", one.id().toString());
    json.writeStringField("incident_id", one.incident() == null ? null : one.incident().toString());
    json.writeStringField("rule", one.rule());
    json.writeStringField("kind", one.kind());
    json.writeStringField("channel", one.channel());
    json.writeStringField("state", one.state());
    json.writeNumberField("attempts", one.attempts());
    json.writeStringField("last_error", one.lastError());
    JsonOutput.time(json, "created_at", one.createdAt());
    JsonOutput.time(json, "due_at", one.state().equals("waiting") ? one.dueAt() : null);
    JsonOutput.time(json, "delivered_at", one.deliveredAt());
    json.writeEndObject();
  }
}
