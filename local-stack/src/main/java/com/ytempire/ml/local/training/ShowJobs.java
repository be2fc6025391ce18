package com.ytempire.ml.local.training;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.training.TrainingJob;
import com.ytempire.ml.core.training.TrainingProgress;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trainings as people and programs see them. */
public final class ShowJobs {
  private static final String NOTHING = "-";

  private ShowJobs() {}

  /** Prints a table with a row per job. */
  public static void print(List<TrainingJob> jobs, PrintWriter out) {
    var table =
        new TextTable("id", "model", "status", "epoch", "val_loss", "version", "created", "ended");
    for (TrainingJob job : jobs) {
      table.row(
          JobIds.text(job.id()),
          job.plan().modelType(),
          status(job),
          epochs(job.progress()),
          number(job.metrics().get("val_loss")),
          job.artifacts().getOrDefault(TrainingJob.VERSION, NOTHING),
          job.createdAt().toString(),
          text(job.completedAt()));
    }
    table.print(out);
  }

  /** Prints all that is known of one job. */
  public static void print(TrainingJob job, PrintWriter out) {
    var facts = new TextTable("training", JobIds.text(job.id()));
    facts.row("model", job.plan().modelType());
    facts.row("status", status(job));
    facts.row("data", job.plan().datasetPath());
    facts.row("hyperparameters", new TreeMap<>(job.plan().hyperparameters()).toString());
    facts.row("trainer", text(job.plan().choices().trainer()));
    facts.row("epoch", epochs(job.progress()));
    facts.row("done by", text(job.progress().expectedEnd()));
    facts.row("asked for by", job.createdBy() + " at " + job.createdAt());
    facts.row("begun", text(job.startedAt()));
    facts.row("ended", text(job.completedAt()));
    facts.row(
        "worker",
        "%s, attempt %d, %d lost, last heard of %s"
            .formatted(
                text(job.attempt().worker()),
                job.attempt().number(),
                job.attempt().lost(),
                text(job.attempt().heardAt())));
    new TreeMap<>(job.artifacts()).forEach(facts::row);
    facts.row("error", text(job.error()));
    facts.print(out);
    if (!job.metrics().isEmpty()) {
      out.println();
      var figures = new TextTable("figure", "value");
      new TreeMap<>(job.metrics()).forEach((name, value) -> figures.row(name, number(value)));
      figures.print(out);
    }
  }

  /** Prints an array with one object per job. */
  public static void printJson(List<TrainingJob> jobs, PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartArray();
          for (TrainingJob job : jobs) {
            write(json, job);
          }
          json.writeEndArray();
        });
  }

  /** Prints one object. */
  public static void printJson(TrainingJob job, PrintWriter out) {
    JsonOutput.print(out, json -> write(json, job));
  }

  private static void write(JsonGenerator json, TrainingJob job) throws IOException {
    json.writeStartObject();
    json.writeStringField("job_id", JobIds.text(job.id()));
    json.writeStringField("model_type", job.plan().modelType());
    json.writeStringField("status", job.status().word());
    json.writeBooleanField("cancel_requested", job.attempt().isCancelAsked());
    json.writeStringField("source", job.plan().datasetPath());
    json.writeNumberField("current_epoch", job.progress().epoch());
    Integer total = job.progress().totalEpochs();
    if (total == null) {
      json.writeNullField("total_epochs");
    } else {
      json.writeNumberField("total_epochs", total);
    }
    JsonOutput.time(json, "estimated_completion", job.progress().expectedEnd());
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Double> figure : new TreeMap<>(job.metrics()).entrySet()) {
      json.writeNumberField(figure.getKey(), figure.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("artifacts");
    for (Map.Entry<String, String> left : new TreeMap<>(job.artifacts()).entrySet()) {
      json.writeStringField(left.getKey(), left.getValue());
    }
    json.writeEndObject();
    json.writeStringField("worker", job.attempt().worker());
    json.writeNumberField("attempt", job.attempt().number());
    json.writeStringField("created_by", job.createdBy());
    JsonOutput.time(json, "created_at", job.createdAt());
    JsonOutput.time(json, "started_at", job.startedAt());
    JsonOutput.time(json, "completed_at", job.completedAt());
    json.writeStringField("error", job.error());
    json.writeEndObject();
  }

  private static String status(TrainingJob job) {
    return job.status().isFinal() || !job.attempt().isCancelAsked()
        ? job.status().word()
        : job.status().word() + ", to be cancelled";
  }

  private static String epochs(TrainingProgress progress) {
    Integer total = progress.totalEpochs();
    return total == null ? Integer.toString(progress.epoch()) : progress.epoch() + "/" + total;
  }

  private static String number(@Nullable Double value) {
    return value == null ? NOTHING : String.format(Locale.ROOT, "%.5f", value);
  }

  private static String text(@Nullable Object value) {
    return value == null ? NOTHING : value.toString();
  }
}
