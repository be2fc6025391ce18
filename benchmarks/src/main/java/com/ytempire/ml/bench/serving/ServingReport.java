package com.ytempire.ml.bench.serving;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the service.
 *
 * @param callers how many asked at once, each number in turn
 * @param cells what they met, by operation and number of callers
 * @param redisCommands what Redis was sent for one request, by operation and command
 * @param streamMillis from posting an event to its features, or null where it was not asked for
 */
record ServingReport(
    List<Integer> callers,
    Map<Operation, Map<Integer, Cell>> cells,
    Map<Operation, Map<String, Long>> redisCommands,
    @Nullable Histogram streamMillis) {
  /** Operations for which Redis is asked what it was sent. */
  static final List<Operation> COUNTED = List.of(Operation.FEATURES, Operation.MANY_FEATURES);

  private static final JsonFactory JSON = new JsonFactory();
  private static final int TYPICAL = 16;
  private static final double UNCACHED_MILLIS = 100;
  private static final double CACHED_SHARE = 0.6;
  private static final double FEATURES_RATIO = 2;
  private static final double STREAM_MILLIS = 1_000;

  /**
   * One operation by so many callers, the median of the rounds.
   *
   * @param perSecond answers per second
   * @param p50 milliseconds
   * @param p95 milliseconds
   * @param p99 milliseconds
   * @param failed answers with another status than 200, of all rounds
   */
  record Cell(double perSecond, double p50, double p95, double p99, long failed) {}

  /** The figures for people, each beside the trivial POST. */
  String table() {
    var text = new StringBuilder();
    for (int count : callers) {
      text.append(
          format(
              "%-30s %10s %10s %9s %9s %9s %7s%n",
              count + (count == 1 ? " caller" : " callers"),
              "requests/s",
              "of trivial",
              "p50 ms",
              "p95 ms",
              "p99 ms",
              "failed"));
      for (Operation operation : Operation.values()) {
        Cell cell = cell(operation, count);
        Cell floor = cell(Operation.TRIVIAL, count);
        if (cell == null || floor == null) {
          continue;
        }
        text.append(
            format(
                "  %-28s %,10.0f %9.0f%% %9.2f %9.2f %9.2f %7d%n",
                operation.label(),
                cell.perSecond(),
                100 * cell.perSecond() / floor.perSecond(),
                cell.p50(),
                cell.p95(),
                cell.p99(),
                cell.failed()));
      }
      text.append(System.lineSeparator());
    }
    targets(text);
    return text.toString();
  }

  private void targets(StringBuilder text) {
    Cell floor = cell(Operation.TRIVIAL, TYPICAL);
    Cell uncached = cell(Operation.UNCACHED, TYPICAL);
    Cell cached = cell(Operation.CACHED, TYPICAL);
    Cell features = cell(Operation.FEATURES, TYPICAL);
    if (uncached == null) {
      notMeasured(text, "uncached prediction, p95 at 16 callers");
    } else {
      target(
          text,
          uncached.failed() == 0 && uncached.p95() < UNCACHED_MILLIS,
          "uncached prediction, p95 at 16 callers: %.1f ms, under %.0f ms",
          uncached.p95(),
          UNCACHED_MILLIS);
    }
    if (cached == null || floor == null) {
      notMeasured(text, "cached prediction, of the trivial POST's requests/s at 16 callers");
    } else {
      double share = cached.perSecond() / floor.perSecond();
      target(
          text,
          cached.failed() == 0 && share >= CACHED_SHARE,
          "cached prediction, of the trivial POST's requests/s at 16 callers: %.0f%%, at least %.0f%%",
          100 * share,
          100 * CACHED_SHARE);
    }
    if (features == null || floor == null) {
      notMeasured(text, "50 features, p99 beside the trivial POST's at 16 callers");
    } else {
      double ratio = features.p99() / floor.p99();
      target(
          text,
          features.failed() == 0 && ratio <= FEATURES_RATIO,
          "50 features, p99 beside the trivial POST's at 16 callers: %.2f times, at most %.0f times",
          ratio,
          FEATURES_RATIO);
    }
    COUNTED.forEach(operation -> redisTarget(text, operation));
    streamTarget(text);
  }

  private void redisTarget(StringBuilder text, Operation operation) {
    Map<String, Long> commands = redisCommands.get(operation);
    if (commands == null) {
      notMeasured(text, "commands to Redis for " + operation.label());
      return;
    }
    target(
        text,
        commands.values().stream().mapToLong(Long::longValue).sum() == 1,
        "commands to Redis for %s: %s, one expected",
        operation.label(),
        commands);
  }

  private void streamTarget(StringBuilder text) {
    if (streamMillis == null) {
      notMeasured(text, "event posted to features served");
      return;
    }
    long p95 = streamMillis.getValueAtPercentile(95);
    target(
        text,
        p95 < STREAM_MILLIS,
        "event posted to features served, p95 of %d: %d ms (p50 %d ms), under %.0f ms",
        streamMillis.getTotalCount(),
        p95,
        streamMillis.getValueAtPercentile(50),
        STREAM_MILLIS);
  }

  private static void notMeasured(StringBuilder text, String what) {
    text.append(format("  %-5s %s: not measured%n", "-", what));
  }

  private static void target(StringBuilder text, boolean met, String what, Object... values) {
    text.append(format("  %-5s %s%n", met ? "PASS" : "below", format(what, values)));
  }

  private @Nullable Cell cell(Operation operation, int count) {
    return cells.getOrDefault(operation, Map.of()).get(count);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** Writes the figures as one JSON object. */
  void write(Path file) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeObjectFieldStart("operations");
      for (Map.Entry<Operation, Map<Integer, Cell>> operation : cells.entrySet()) {
        json.writeObjectFieldStart(operation.getKey().key());
        for (Map.Entry<Integer, Cell> cell : operation.getValue().entrySet()) {
          json.writeObjectFieldStart(cell.getKey() + "_callers");
          json.writeNumberField("per_second", cell.getValue().perSecond());
          json.writeNumberField("p50_ms", cell.getValue().p50());
          json.writeNumberField("p95_ms", cell.getValue().p95());
          json.writeNumberField("p99_ms", cell.getValue().p99());
          json.writeNumberField("failed", cell.getValue().failed());
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeObjectFieldStart("redis_commands");
      for (Map.Entry<Operation, Map<String, Long>> operation : redisCommands.entrySet()) {
        json.writeObjectFieldStart(operation.getKey().key());
        for (Map.Entry<String, Long> command : operation.getValue().entrySet()) {
          json.writeNumberField(command.getKey(), command.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
      if (streamMillis != null) {
        json.writeObjectFieldStart("stream_to_serving");
        json.writeNumberField("events", streamMillis.getTotalCount());
        json.writeNumberField("p50_ms", streamMillis.getValueAtPercentile(50));
        json.writeNumberField("p95_ms", streamMillis.getValueAtPercentile(95));
        json.writeNumberField("max_ms", streamMillis.getMaxValue());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }
}
