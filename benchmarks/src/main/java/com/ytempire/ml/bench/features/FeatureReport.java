package com.ytempire.ml.bench.features;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.bench.measure.MemoryUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured; null where it was not asked for.
 *
 * @param job the feature job beside simpler jobs
 * @param stores writes to the online stores beside raw ones
 * @param titles the text models' operator beside raw ONNX Runtime
 * @param memory of all servers and the feature job
 */
public record FeatureReport(
    @Nullable JobResult job,
    StoreWriteBenchmark.@Nullable Result stores,
    TitleInferenceBenchmark.@Nullable Result titles,
    @Nullable MemoryUse memory) {
  private static final double TITLE_LIMIT = 1.3;
  private static final double MEBI = 1024 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  /** The figures for people, each beside its floor. */
  public String table() {
    var text = new StringBuilder();
    if (job != null) {
      appendJob(text, job);
    }
    if (stores != null) {
      text.append(stores.table()).append('\n');
    }
    if (titles != null) {
      text.append(titles).append(' ').append(mark(titles.ratio() <= TITLE_LIMIT));
      text.append(", at most ").append(TITLE_LIMIT).append("\n\n");
    }
    if (memory != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "memory at its peak, all servers and the feature job on RocksDB:%n"
                  + "  resident: process %.0f MiB + children %.0f MiB; heap %.0f MiB%n",
              memory.processBytes() / MEBI,
              memory.childrenBytes() / MEBI,
              memory.heapBytes() / MEBI));
    }
    return text.toString();
  }

  private static void appendJob(StringBuilder text, JobResult job) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-28s %12s %10s %14s %15s%n",
            "job, " + job.events() + " events",
            "events/s",
            "CPU µs",
            "of pass-thr.",
            "of one value"));
    for (JobCase each : job.rounds().keySet()) {
      JobCase value = new JobCase(ComparedJob.ONE_VALUE, each.backend());
      text.append(
          String.format(
              Locale.ROOT,
              "  %-26s %,12.0f %10.2f %13.0f%% %15s%n",
              each.label(),
              job.median(each),
              job.cpuMicros(each),
              100 * job.ratio(each, JobCase.PASS_THROUGH),
              each.equals(JobCase.PASS_THROUGH)
                  ? "-"
                  : String.format(Locale.ROOT, "%.0f%%", 100 * job.ratio(each, value))));
    }
    appendTarget(
        text, "features of one value, on RocksDB", job.rocksDbRatio(), JobBenchmark.ROCKSDB_TARGET);
    appendTarget(
        text, "features on heap of pass-through", job.heapRatio(), JobBenchmark.HEAP_TARGET);
    text.append(
        String.format(
            Locale.ROOT,
            "  state per video: %.0f bytes on average, at most %d%n%n",
            job.state().meanBytes(),
            job.state().largestBytes()));
  }

  private static void appendTarget(StringBuilder text, String what, double ratio, double target) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %-5s %s: %.0f%%, at least %.0f%%%n",
            mark(ratio >= target),
            what,
            100 * ratio,
            100 * target));
  }

  private static String mark(boolean met) {
    return met ? "PASS" : "below";
  }

  /** Writes the figures as one JSON object with a member per part that was measured. */
  public void write(Path file) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      if (job != null) {
        writeJob(json, job);
      }
      if (stores != null) {
        writeStores(json, stores);
      }
      if (titles != null) {
        json.writeObjectFieldStart("titles");
        json.writeNumberField("raw_ms", titles.rawMillis());
        json.writeNumberField("raw_batch_size", titles.rawBatchSize());
        json.writeNumberField("operator_ms", titles.operatorMillis());
        json.writeNumberField("ratio", titles.ratio());
        json.writeNumberField("rounds", titles.rounds());
        json.writeEndObject();
      }
      if (memory != null) {
        json.writeObjectFieldStart("memory");
        json.writeNumberField("process_resident_bytes", memory.processBytes());
        json.writeNumberField("children_resident_bytes", memory.childrenBytes());
        json.writeNumberField("heap_bytes", memory.heapBytes());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  private static void writeJob(JsonGenerator json, JobResult job) throws IOException {
    json.writeObjectFieldStart("job");
    json.writeNumberField("events", job.events());
    for (JobCase each : job.rounds().keySet()) {
      json.writeObjectFieldStart(each.key());
      json.writeNumberField("events_per_second", job.median(each));
      json.writeNumberField("cpu_us_per_event", job.cpuMicros(each));
      json.writeArrayFieldStart("rounds");
      for (JobResult.Round round : job.of(each)) {
        json.writeNumber(round.perSecond());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeNumberField("features_of_one_value_on_rocksdb", job.rocksDbRatio());
    json.writeNumberField("features_on_heap_of_pass_through", job.heapRatio());
    json.writeNumberField("state_mean_bytes", job.state().meanBytes());
    json.writeNumberField("state_largest_bytes", job.state().largestBytes());
    json.writeEndObject();
  }

  private static void writeStores(JsonGenerator json, StoreWriteBenchmark.Result stores)
      throws IOException {
    json.writeObjectFieldStart("stores");
    json.writeNumberField("values", stores.values());
    json.writeNumberField("batch_size", stores.batchSize());
    json.writeNumberField("copy_per_second", stores.copyPerSecond());
    json.writeNumberField("indexed_copy_per_second", stores.indexedCopyPerSecond());
    json.writeNumberField("postgres_insert_per_second", stores.postgresInsertPerSecond());
    json.writeNumberField("postgres_update_per_second", stores.postgresUpdatePerSecond());
    json.writeNumberField("set_per_second", stores.setPerSecond());
    json.writeNumberField("redis_insert_per_second", stores.redisInsertPerSecond());
    json.writeNumberField("redis_update_per_second", stores.redisUpdatePerSecond());
    json.writeEndObject();
  }
}
