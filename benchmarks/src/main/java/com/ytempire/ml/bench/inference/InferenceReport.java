package com.ytempire.ml.bench.inference;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.bench.measure.MemoryUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the engine.
 *
 * @param models one result per model
 * @param cycles loading and unloading, or null where it was not asked for
 * @param memory at its peak, with three copies of each model in turn
 */
public record InferenceReport(
    List<InferenceResult> models, LoadCycles.@Nullable Result cycles, MemoryUse memory) {
  private static final double LIMIT_TARGET = 0.9;
  private static final double GROWTH_TARGET = 5;
  private static final double MEBI = 1024 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  /** The figures for people, each beside its limit. */
  public String table() {
    var text = new StringBuilder();
    models.forEach(model -> append(text, model));
    if (cycles != null) {
      text.append(
          format(
              "load, infer, unload: %d cycles of %.0f ms; resident %.1f MiB after %d, %.1f MiB"
                  + " after %d%n",
              cycles.cycles(),
              cycles.millis(),
              cycles.settledBytes() / MEBI,
              LoadCycles.SETTLED,
              cycles.endBytes() / MEBI,
              cycles.cycles()));
      text.append(
          format(
              "  %-5s growth %.1f%%, under %.0f%%%n%n",
              mark(cycles.growthPercent() < GROWTH_TARGET), cycles.growthPercent(), GROWTH_TARGET));
    }
    text.append(
        format(
            "memory at its peak: resident %.0f MiB, heap %.0f MiB%n",
            memory.processBytes() / MEBI, memory.heapBytes() / MEBI));
    return text.toString();
  }

  private static void append(StringBuilder text, InferenceResult model) {
    InferenceMode limit = model.limit();
    text.append(
        format(
            "%-34s %10s %8s %9s %9s%n",
            model.name() + " on " + model.device(),
            model.unit() + "/s",
            "of raw",
            "p50 ms",
            "p99 ms"));
    for (InferenceMode mode : model.shown()) {
      text.append(
          format(
              "  %-32s %,10.0f %7.0f%% %9.2f %9.2f%n",
              mode.label(),
              model.median(mode),
              100 * model.ratio(mode, limit),
              model.millis(mode, 50),
              model.millis(mode, 99)));
    }
    if (model.heavy()) {
      appendTargets(text, model);
    }
    double added = model.addedMillis();
    text.append(
        format(
            "  %-5s added to p99 of a caller alone: %.2f ms, at most %.2f ms%n%n",
            mark(added <= model.maxDelayMillis()), added, model.maxDelayMillis()));
  }

  private static void appendTargets(StringBuilder text, InferenceResult model) {
    double ofRaw = model.ratio(InferenceMode.ENGINE_AT_32, model.limit());
    double ofSingle = model.ratio(InferenceMode.ENGINE_AT_32, InferenceMode.SINGLE_AT_32);
    text.append(
        format(
            "  %-5s engine of raw at 32 callers: %.0f%%, at least %.0f%%%n",
            mark(ofRaw >= LIMIT_TARGET), 100 * ofRaw, 100 * LIMIT_TARGET));
    text.append(
        format(
            "  %-5s engine of one call each at 32 callers: %.0f%%, more than 100%%%n",
            mark(ofSingle > 1), 100 * ofSingle));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String mark(boolean met) {
    return met ? "PASS" : "below";
  }

  /** Writes the figures as one JSON object. */
  public void write(Path file) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("models");
      for (InferenceResult model : models) {
        write(json, model);
      }
      json.writeEndObject();
      if (cycles != null) {
        json.writeObjectFieldStart("cycles");
        json.writeNumberField("cycles", cycles.cycles());
        json.writeNumberField("ms_per_cycle", cycles.millis());
        json.writeNumberField("settled_resident_bytes", cycles.settledBytes());
        json.writeNumberField("end_resident_bytes", cycles.endBytes());
        json.writeNumberField("growth_percent", cycles.growthPercent());
        json.writeEndObject();
      }
      json.writeObjectFieldStart("memory");
      json.writeNumberField("process_resident_bytes", memory.processBytes());
      json.writeNumberField("heap_bytes", memory.heapBytes());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, InferenceResult model) throws IOException {
    json.writeObjectFieldStart(model.name());
    json.writeStringField("device", model.device());
    json.writeNumberField("requests_per_round", model.requests());
    json.writeStringField("limit", model.limit().key());
    json.writeNumberField("max_delay_ms", model.maxDelayMillis());
    json.writeNumberField(
        "engine_of_raw_at_32_callers", model.ratio(InferenceMode.ENGINE_AT_32, model.limit()));
    json.writeNumberField(
        "engine_of_single_at_32_callers",
        model.ratio(InferenceMode.ENGINE_AT_32, InferenceMode.SINGLE_AT_32));
    json.writeNumberField("added_to_p99_ms", model.addedMillis());
    json.writeObjectFieldStart("modes");
    for (InferenceMode mode : model.measured()) {
      json.writeObjectFieldStart(mode.key());
      json.writeNumberField("per_second", model.median(mode));
      json.writeNumberField("p50_ms", model.millis(mode, 50));
      json.writeNumberField("p99_ms", model.millis(mode, 99));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
