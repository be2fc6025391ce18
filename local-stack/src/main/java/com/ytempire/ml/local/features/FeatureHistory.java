package com.ytempire.ml.local.features;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.OfflineFeatureStore.Point;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feature of one entity over event time, oldest first.
 *
 * @param columns columns of the feature
 * @param rows one per event
 * @param earlier how many older events were left out to keep to the limit
 */
public record FeatureHistory(
    EntityKey entity, List<FeatureColumn> columns, List<Row> rows, int earlier) {

  /**
   * The values that one event gave.
   *
   * @param points one per column; null where the event's file does not have it
   */
  public record Row(
      Instant eventTime, Instant knownAt, String eventId, List<@Nullable Point> points) {}

  private record Moment(Instant eventTime, String eventId) {}

  public FeatureHistory {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads the newest rows within the times.
   *
   * @param from first event time
   * @param to event time at which to end, not included
   * @param limit most rows, at least 1
   */
  public static FeatureHistory read(
      OfflineFeatureStore store,
      EntityKey entity,
      List<FeatureColumn> columns,
      Instant from,
      Instant to,
      int limit)
      throws IOException {
    Map<Moment, @Nullable Point[]> byMoment =
        new TreeMap<>(Comparator.comparing(Moment::eventTime).thenComparing(Moment::eventId));
    for (int i = 0; i < columns.size(); i++) {
      for (Point point : store.history(entity, columns.get(i), from, to)) {
        byMoment
                .computeIfAbsent(
                    new Moment(point.eventTime(), point.eventId()),
                    moment -> new @Nullable Point[columns.size()])[i] =
            point;
      }
    }
    List<Row> rows = new ArrayList<>(byMoment.size());
    byMoment.forEach((moment, points) -> rows.add(row(moment, points)));
    int earlier = Math.max(0, rows.size() - limit);
    return new FeatureHistory(entity, columns, rows.subList(earlier, rows.size()), earlier);
  }

  private static Row row(Moment moment, @Nullable Point[] points) {
    List<@Nullable Point> all = new ArrayList<>();
    Instant knownAt = Instant.MIN;
    for (Point point : points) {
      all.add(point);
      if (point != null && point.knownAt().isAfter(knownAt)) {
        knownAt = point.knownAt();
      }
    }
    return new Row(moment.eventTime, knownAt, moment.eventId, all);
  }

  /**
   * Prints a table.
   *
   * @param full whether embeddings are shown whole
   */
  public void print(PrintWriter out, boolean full) {
    List<String> titles = new ArrayList<>(List.of("event time", "known at", "event id"));
    columns.forEach(column -> titles.add(column.name()));
    var table = new TextTable(titles);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add(Shown.time(row.eventTime));
      cells.add(Shown.time(row.knownAt));
      cells.add(row.eventId);
      for (int i = 0; i < columns.size(); i++) {
        Point point = row.points.get(i);
        cells.add(
            point == null
                ? Shown.NOTHING
                : Shown.value(columns.get(i), point.number(), embedding(point), full));
      }
      table.row(cells);
    }
    table.print(out);
    if (earlier > 0) {
      out.println(earlier + " earlier ones are not shown; --limit shows more");
    }
  }

  /** Prints an object with one element per event; embeddings are whole. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("entity_type", entity.type());
          json.writeStringField("entity_id", entity.id());
          json.writeNumberField("version", columns.get(0).version());
          json.writeNumberField("earlier", earlier);
          json.writeArrayFieldStart("history");
          for (Row row : rows) {
            json.writeStartObject();
            JsonOutput.time(json, "event_time", row.eventTime);
            JsonOutput.time(json, "known_at", row.knownAt);
            json.writeStringField("event_id", row.eventId);
            for (int i = 0; i < columns.size(); i++) {
              Point point = row.points.get(i);
              if (point != null) {
                FeatureColumn column = columns.get(i);
                JsonOutput.raw(
                    json, column.name(), Shown.json(column, point.number(), embedding(point)));
              }
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static float @Nullable [] embedding(Point point) {
    if (point.embedding().isEmpty()) {
      return null;
    }
    float[] values = new float[point.embedding().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = point.embedding().get(i);
    }
    return values;
  }
}
