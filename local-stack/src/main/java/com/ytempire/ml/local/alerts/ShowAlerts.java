package com.ytempire.ml.local.alerts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.alerts.rule.Truth;
import com.ytempire.ml.alerts.state.Incident;
import com.ytempire.ml.alerts.state.Phase;
import com.ytempire.ml.alerts.store.AlertHistory.Backlog;
import com.ytempire.ml.alerts.store.Outbox;
import com.ytempire.ml.alerts.store.RuleCheck;
import com.ytempire.ml.alerts.store.Silence;
import com.ytempire.ml.alerts.store.StoredAlert;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Where rules and alerts stand.
 *
 * @param checks what the last look at each rule showed
 * @param alerts that are kept
 * @param silences that have not ended
 * @param backlog notifications that have not arrived
 * @param now when this was read
 */
public record ShowAlerts(
    List<RuleCheck> checks,
    List<StoredAlert> alerts,
    List<Silence> silences,
    Backlog backlog,
    Instant now) {

  /** Reads it. */
  public static ShowAlerts of(AlertStores stores, Instant now) {
    return new ShowAlerts(
        stores.alerts().checks(),
        stores.alerts().alerts(),
        stores.alerts().silences(now),
        stores.history().backlog(now.minus(Outbox.GIVEN_UP_AFTER)),
        now);
  }

  /** Prints tables for people. */
  public void print(PrintWriter out) {
    if (checks.isEmpty()) {
      out.println("no rule has been looked at; alerts run in ytempire up, or ytempire alerts run");
      return;
    }
    var table = new TextTable("rule", "state", "since", "about", "readings");
    for (RuleCheck check : checks) {
      List<StoredAlert> of = of(check.rule());
      if (of.stream().noneMatch(one -> one.state().phase() != Phase.RESOLVED)) {
        table.row(check.rule(), word(check.truth()), "", "", check.detail());
      }
      for (StoredAlert alert : of) {
        table.row(
            check.rule(),
            state(alert),
            shown(alert.state().since()),
            alert.labels().toString(),
            alert.state().value());
      }
    }
    table.print(out);
    out.println();
    Instant last = checks.get(0).at();
    out.printf("last look %d s ago%n", Math.max(0, Duration.between(last, now).toSeconds()));
    if (backlog.waiting() > 0) {
      out.printf("%d notifications wait to be sent%n", backlog.waiting());
    }
    if (backlog.failed() > 0) {
      out.printf(
          "%d notifications of the last 3 days failed; see ytempire alerts history%n",
          backlog.failed());
    }
    for (Silence silence : silences) {
      out.printf(
          "%s is silenced until %s by %s%s%n",
          silence.rule().equals(Silence.EVERY_RULE) ? "every rule" : silence.rule(),
          shown(silence.until()),
          silence.by(),
          silence.reason() == null ? "" : ": " + silence.reason());
    }
  }

  private static String state(StoredAlert alert) {
    Incident incident = alert.state().incident();
    String phase = alert.state().phase().word();
    if (incident == null || alert.state().phase() != Phase.FIRING) {
      return phase;
    }
    String quiet =
        incident.quietSince() == null ? "" : ", quiet since " + shown(incident.quietSince());
    return "%s (%s%s)"
        .formatted(
            phase, alert.severity().word(), (incident.told().isEmpty() ? ", untold" : "") + quiet);
  }

  private List<StoredAlert> of(String rule) {
    return alerts.stream().filter(alert -> alert.rule().equals(rule)).toList();
  }

  private static String word(Truth truth) {
    return switch (truth) {
      case TRUE -> "holds";
      case FALSE -> "quiet";
      case NO_DATA -> "no data";
      case UNKNOWN -> "unknown";
    };
  }

  private static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Prints one object: {@code rules}, {@code alerts}, {@code silences} and the backlog. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("rules");
          for (RuleCheck check : checks) {
            json.writeStartObject();
            json.writeStringField("rule", check.rule());
            json.writeStringField("state", word(check.truth()));
            json.writeStringField("detail", check.detail());
            JsonOutput.time(json, "checked_at", check.at());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("alerts");
          for (StoredAlert alert : alerts) {
            write(json, alert);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("silences");
          for (Silence silence : silences) {
            json.writeStartObject();
            json.writeStringField("rule", silence.rule());
            JsonOutput.time(json, "from", silence.from());
            JsonOutput.time(json, "until", silence.until());
            json.writeStringField("by", silence.by());
            json.writeStringField("reason", silence.reason());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("notifications_waiting", backlog.waiting());
          json.writeNumberField("notifications_failed", backlog.failed());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, StoredAlert alert) throws IOException {
    Incident incident = alert.state().incident();
    json.writeStartObject();
    json.writeStringField("fingerprint", alert.fingerprint());
    json.writeStringField("rule", alert.rule());
    writeLabels(json, alert.labels().values());
    json.writeStringField("severity", alert.severity().word());
    json.writeStringField("state", alert.state().phase().word());
    JsonOutput.time(json, "since", alert.state().since());
    json.writeStringField("value", alert.state().value());
    json.writeStringField("incident_id", incident == null ? null : incident.id().toString());
    JsonOutput.time(json, "fired_at", incident == null ? null : incident.firedAt());
    JsonOutput.time(json, "quiet_since", incident == null ? null : incident.quietSince());
    json.writeEndObject();
  }

  static void writeLabels(JsonGenerator json, Map<String, String> labels) throws IOException {
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }
}
