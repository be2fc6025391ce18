package com.ytempire.ml.local.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.Rollout;
import com.ytempire.ml.core.model.RolloutDecision;
import com.ytempire.ml.core.rollout.Canaries;
import com.ytempire.ml.core.rollout.CanaryEvidence;
import com.ytempire.ml.core.rollout.EvidenceJson;
import com.ytempire.ml.core.store.Rollouts;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** What is and was tried of a model, with the reasons. */
public final class ShowRollouts {
  private static final int MOST = 50;

  private record Running(Rollout rollout, boolean held, Optional<CanaryEvidence> evidence) {}

  private final List<Running> running;
  private final List<RolloutDecision> decisions;

  private ShowRollouts(List<Running> running, List<RolloutDecision> decisions) {
    this.running = running;
    this.decisions = decisions;
  }

  /** Running rollouts with their evidence, and the newest decisions. */
  public static ShowRollouts of(String model, Rollouts rollouts, Canaries canaries) {
    List<Running> running =
        rollouts.running().stream()
            .filter(rollout -> rollout.candidate().name().equals(model))
            .map(
                rollout ->
                    new Running(
                        rollout, rollouts.terms(rollout.id()).held(), canaries.evidence(rollout)))
            .toList();
    return new ShowRollouts(running, rollouts.decisions(model, MOST));
  }

  /** Prints lines for people. */
  public void print(PrintWriter out) {
    for (Running one : running) {
      Rollout rollout = one.rollout;
      out.printf(
          "%s of %s runs with %d %% since %s, started by %s%s%n",
          rollout.kind().word(),
          rollout.candidate().modelId(),
          rollout.percentage(),
          rollout.startedAt(),
          rollout.startedBy(),
          one.held ? "; held: only humans decide" : "");
      one.evidence.ifPresent(evidence -> print(out, evidence));
    }
    if (running.isEmpty()) {
      out.println("nothing runs");
    }
    out.println();
    var table = new TextTable("when", "decision", "version", "by", "reason");
    for (RolloutDecision decision : decisions) {
      table.row(
          decision.at().toString(),
          decision.step().word(),
          decision.version().modelId(),
          decision.ruling().by(),
          decision.ruling().reason());
    }
    table.print(out);
  }

  private static void print(PrintWriter out, CanaryEvidence evidence) {
    evidence.verdict().findings().forEach(finding -> out.println("  " + finding.text()));
    out.println("  " + evidence.verdict().reason());
    evidence.verdict().missing().forEach(missing -> out.println("  a promotion needs: " + missing));
  }

  /** Prints one object: {@code running} and {@code decisions}, newest first. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("running");
          for (Running one : running) {
            json.writeStartObject();
            json.writeStringField("rollout_id", one.rollout.id().toString());
            json.writeStringField("model_id", one.rollout.candidate().modelId());
            json.writeStringField("kind", one.rollout.kind().word());
            json.writeNumberField("percentage", one.rollout.percentage());
            JsonOutput.time(json, "started_at", one.rollout.startedAt());
            json.writeBooleanField("held", one.held);
            if (one.evidence.isPresent()) {
              JsonOutput.raw(json, "evidence", EvidenceJson.write(one.evidence.get()));
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("decisions");
          for (RolloutDecision decision : decisions) {
            write(json, decision);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, RolloutDecision decision) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", decision.id().toString());
    json.writeStringField("decision", decision.step().word());
    json.writeStringField("model_id", decision.version().modelId());
    ModelRef active = decision.active();
    json.writeStringField("active_model_id", active == null ? null : active.modelId());
    json.writeNumberField("percentage", decision.percentage());
    json.writeBooleanField("automatic", decision.ruling().automatic());
    json.writeStringField("decided_by", decision.ruling().by());
    json.writeStringField("reason", decision.ruling().reason());
    String figures = decision.ruling().figures();
    if (figures != null) {
      JsonOutput.raw(json, "figures", figures);
    }
    JsonOutput.time(json, "decided_at", decision.at());
    json.writeEndObject();
  }
}
