package com.ytempire.ml.features.offline;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.gtEq;
import static org.apache.parquet.filter2.predicate.FilterApi.longColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.lt;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/**
 * Every write, kept for good in Parquet files of one day and entity type each; see {@link
 * OfflineLayout}. Files are only ever added. Times are kept to the millisecond.
 *
 * <p>Safe to share between threads. A scan reads the files one after the other and holds one row
 * group in memory; files that are added meanwhile may or may not be seen.
 */
public final class OfflineFeatureStore {
  private static final Comparator<FeatureWrite> STORE_ORDER =
      Comparator.comparing(FeatureWrite::eventTime)
          .thenComparing(FeatureWrite::eventId)
          .thenComparing(FeatureWrite::knownAt);

  private final OfflineFiles files;

  public OfflineFeatureStore(OfflineFiles files) {
    this.files = files;
  }

  /** A store in a folder of this machine. */
  public static OfflineFeatureStore at(Path root) {
    return new OfflineFeatureStore(new LocalOfflineFiles(root));
  }

  /**
   * Adds writes, one file per day that they touch. The same batch id again replaces its files, so a
   * batch that failed half-way is simply sent again.
   *
   * @param batchId name of the batch, unique in the store; letters, digits, {@code -}, {@code _}
   * @throws IllegalArgumentException when the batch id has another character or a write is of
   *     another entity type
   */
  public void append(FeatureSchema schema, String batchId, List<FeatureWrite> writes)
      throws IOException {
    requireName(batchId);
    Map<String, List<FeatureWrite>> byFolder = new TreeMap<>();
    for (FeatureWrite write : writes) {
      if (!write.entity().type().equals(schema.entityType())) {
        throw new IllegalArgumentException(
            "%s is no '%s'".formatted(write.entity(), schema.entityType()));
      }
      byFolder
          .computeIfAbsent(
              OfflineLayout.folder(schema.entityType(), write.eventTime()),
              folder -> new ArrayList<>())
          .add(write);
    }
    for (Map.Entry<String, List<FeatureWrite>> day : byFolder.entrySet()) {
      List<FeatureWrite> rows = day.getValue();
      // Rows of an entity stand together: readers of one entity skip most pages.
      rows.sort(
          Comparator.comparing((FeatureWrite row) -> row.entity().id()).thenComparing(STORE_ORDER));
      files.write(
          day.getKey() + "/" + batchId + OfflineLayout.SUFFIX,
          out -> {
            var writer = new OfflineRowWriter(schema, out);
            for (FeatureWrite row : rows) {
              writer.addElement(row);
            }
            writer.finish();
          });
    }
  }

  /**
   * Reads the schema's columns of all its entities, by day, in no order within a day. A write that
   * was added twice comes twice.
   *
   * @param from first event time
   * @param to event time at which to end, not included
   */
  public void scan(FeatureSchema schema, Instant from, Instant to, OfflineRowVisitor visitor)
      throws IOException {
    read(schema, from, to, timeRange(from, to), visitor);
  }

  /**
   * As {@link #scan}, and says when a day begins: all its rows follow before the next day's.
   *
   * @param from first event time
   * @param to event time at which to end, not included
   */
  void scanByDay(FeatureSchema schema, Instant from, Instant to, DayVisitor visitor)
      throws IOException {
    LocalDate day = null;
    FilterCompat.Filter filter = FilterCompat.get(timeRange(from, to));
    for (String path : files(schema.entityType(), from, to)) {
      LocalDate ofPath = OfflineLayout.dayOf(path).orElseThrow();
      if (!ofPath.equals(day)) {
        day = ofPath;
        visitor.startDay(day);
      }
      OfflineRowReader.read(files.open(path), schema, filter, visitor);
    }
  }

  /**
   * The values of one column of one entity over event time, oldest first. Of a write that was added
   * several times the one known last is given.
   *
   * @param from first event time
   * @param to event time at which to end, not included
   */
  public List<Point> history(EntityKey entity, FeatureColumn column, Instant from, Instant to)
      throws IOException {
    FeatureColumn alone =
        new FeatureColumn(
            column.name(),
            column.feature(),
            column.version(),
            column.entityType(),
            column.kind(),
            0,
            column.width(),
            column.ttl());
    FeatureSchema schema = new FeatureSchema(entity.type(), List.of(alone));
    FilterPredicate ofEntity =
        eq(binaryColumn(OfflineLayout.ENTITY_ID), Binary.fromString(entity.id()));
    Map<String, FeatureWrite> byEvent = new HashMap<>();
    read(
        schema,
        from,
        to,
        and(ofEntity, timeRange(from, to)),
        (row, present) -> {
          if (present[0]) {
            byEvent.merge(row.eventId(), row, (a, b) -> b.knownAt().isBefore(a.knownAt()) ? a : b);
          }
        });
    return byEvent.values().stream()
        .sorted(STORE_ORDER)
        .map(row -> Point.of(column.kind(), row))
        .toList();
  }

  private void read(
      FeatureSchema schema,
      Instant from,
      Instant to,
      FilterPredicate filter,
      OfflineRowVisitor visitor)
      throws IOException {
    for (String path : files(schema.entityType(), from, to)) {
      OfflineRowReader.read(files.open(path), schema, FilterCompat.get(filter), visitor);
    }
  }

  /**
   * As {@link #scan}, of one file: what {@link #files} names can be read in parallel.
   *
   * @param path one of {@link #files}
   */
  public void scanFile(
      String path, FeatureSchema schema, Instant from, Instant to, OfflineRowVisitor visitor)
      throws IOException {
    OfflineRowReader.read(files.open(path), schema, FilterCompat.get(timeRange(from, to)), visitor);
  }

  /**
   * The files of the days that a range of event times touches, in the order in which a scan reads
   * them.
   *
   * @param from first event time
   * @param to event time at which to end, not included
   */
  public List<String> files(String entityType, Instant from, Instant to) throws IOException {
    if (!from.isBefore(to)) {
      return List.of();
    }
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
    return files.list(entityType).stream()
        .filter(
            path ->
                OfflineLayout.dayOf(path)
                    .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                    .isPresent())
        .sorted(Comparator.comparing(path -> OfflineLayout.dayOf(path).orElseThrow()))
        .toList();
  }

  private static FilterPredicate timeRange(Instant from, Instant to) {
    var time = longColumn(OfflineLayout.EVENT_TIME);
    return and(gtEq(time, ceilMillis(from)), lt(time, ceilMillis(to)));
  }

  private static long ceilMillis(Instant time) {
    return time.plusNanos(999_999).toEpochMilli();
  }

  private static void requireName(String batchId) {
    boolean plain =
        !batchId.isEmpty()
            && batchId.charAt(0) != '_'
            && batchId
                .chars()
                .allMatch(
                    c ->
                        c == '-'
                            || c == '_'
                            || (c >= '0' && c <= '9')
                            || (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z'));
    if (!plain) {
      throw new IllegalArgumentException(
          "batch id '%s': letters, digits, - and _ are allowed, not starting with _"
              .formatted(batchId));
    }
  }

  /** Takes the rows of a scan and is told when a day begins. */
  interface DayVisitor extends OfflineRowVisitor {
    void startDay(LocalDate day) throws IOException;
  }

  /**
   * A value at a time.
   *
   * @param eventTime as of when it holds
   * @param knownAt when the platform first had it
   * @param eventId event from which it was computed
   * @param number value of a number column; NaN is null
   * @param embedding value of an embedding column; empty is null
   */
  public record Point(
      Instant eventTime, Instant knownAt, String eventId, double number, List<Float> embedding) {

    static Point of(ValueKind kind, FeatureWrite row) {
      if (kind != ValueKind.EMBEDDING) {
        return new Point(
            row.eventTime(), row.knownAt(), row.eventId(), row.numbers()[0], List.of());
      }
      List<Float> values = new ArrayList<>();
      float[] stored = row.embeddings()[0];
      if (stored != null) {
        for (float value : stored) {
          values.add(value);
        }
      }
      return new Point(row.eventTime(), row.knownAt(), row.eventId(), Double.NaN, values);
    }
  }
}
