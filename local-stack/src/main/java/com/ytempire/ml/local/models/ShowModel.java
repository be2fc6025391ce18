package com.ytempire.ml.local.models;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.json.ManifestJson;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version: what the registry knows of it, what it takes and gives, and its files.
 *
 * @param manifest what it consists of
 * @param address where its folder is
 * @param known what the registry knows, if it does
 */
public record ShowModel(ModelManifest manifest, String address, Optional<ModelVersion> known) {

  private String status() {
    return known.map(version -> version.status().word()).orElse("unregistered");
  }

  /** Prints lines for people. */
  public void print(PrintWriter out) {
    ModelRef ref = manifest.ref();
    out.printf("%s %s, %s, at %s%n", ref.name(), ref.version(), status(), address);
    var facts = new TextTable("field", "value");
    facts.row("task", word(manifest.task()));
    manifest.signature().inputs().forEach(spec -> facts.row("input", shown(spec)));
    manifest.signature().outputs().forEach(spec -> facts.row("output", shown(spec)));
    new TreeMap<>(manifest.networks())
        .forEach((variant, path) -> facts.row("network " + word(variant), path));
    optional(facts, "tokenizer", manifest.tokenizer());
    if (!manifest.features().isEmpty()) {
      facts.row("features", String.join(", ", manifest.features()));
    }
    if (!manifest.labels().isEmpty()) {
      facts.row("labels", String.join(", ", manifest.labels()));
    }
    facts.row("known example", manifest.example() == null ? "none" : "yes");
    optional(facts, "card", manifest.card() == null ? null : address + "/" + manifest.card());
    optional(facts, "reference profile", manifest.referenceProfile());
    facts.row("made", manifest.createdAt().toString());
    known.ifPresent(
        version -> {
          facts.row("registered", version.createdAt().toString());
          optional(facts, "deployed", text(version.deployedAt()));
          optional(facts, "deprecated", text(version.deprecatedAt()));
          optional(facts, "accuracy", text(version.accuracy()));
          optional(facts, "F1", text(version.f1()));
          optional(facts, "trained on", version.trainingData());
        });
    facts.print(out);
    out.println();
    if (!manifest.properties().isEmpty()) {
      var lineage = new TextTable("lineage", "value");
      new TreeMap<>(manifest.properties()).forEach(lineage::row);
      lineage.print(out);
      out.println();
    }
    var files = new TextTable("file", "bytes", "sha256");
    for (Artifact artifact : manifest.artifacts()) {
      files.row(artifact.path(), Long.toString(artifact.bytes()), artifact.sha256());
    }
    files.print(out);
  }

  private static void optional(TextTable table, String name, @Nullable String value) {
    if (value != null) {
      table.row(name, value);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(TensorSpec spec) {
    return "%s %s %s%s"
        .formatted(
            spec.name(),
            word(spec.type()),
            spec.shape(),
            spec.missingAllowed() ? ", NaN where missing" : "");
  }

  /** Prints one object: what the registry knows, and the manifest as it is stored. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("name", manifest.ref().name());
          json.writeStringField("version", manifest.ref().version());
          json.writeStringField("status", status());
          json.writeStringField("address", address);
          if (known.isPresent()) {
            writeKnown(json, known.get());
          }
          JsonOutput.raw(
              json, "manifest", new String(ManifestJson.write(manifest), StandardCharsets.UTF_8));
          json.writeEndObject();
        });
  }

  /** Prints one object with what the registry knows of a version. */
  public static void printJson(PrintWriter out, ModelVersion version) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("name", version.ref().name());
          json.writeStringField("version", version.ref().version());
          json.writeStringField("status", version.status().word());
          writeKnown(json, version);
          json.writeEndObject();
        });
  }

  /** Writes what the registry knows beside name, version and status. */
  static void writeKnown(JsonGenerator json, ModelVersion known) throws IOException {
    json.writeStringField("id", known.id().toString());
    json.writeStringField("type", known.type());
    json.writeStringField("path", known.path());
    number(json, "accuracy", known.accuracy());
    number(json, "f1_score", known.f1());
    json.writeStringField("training_data_version", known.trainingData());
    JsonOutput.time(json, "created_at", known.createdAt());
    JsonOutput.time(json, "deployed_at", known.deployedAt());
    JsonOutput.time(json, "deprecated_at", known.deprecatedAt());
    json.writeStringField("created_by", known.createdBy());
    json.writeObjectFieldStart("hyperparameters");
    for (var number : new TreeMap<>(known.lineage().hyperparameters()).entrySet()) {
      json.writeNumberField(number.getKey(), number.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("lineage");
    for (var fact : new TreeMap<>(known.lineage().facts()).entrySet()) {
      json.writeStringField(fact.getKey(), fact.getValue());
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
