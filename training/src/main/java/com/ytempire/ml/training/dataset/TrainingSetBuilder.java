package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.PointInTimeJoin;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes training sets from an offline store. Every feature is the newest that could be read at the
 * example's time; labels come from snapshots that could not. Features are joined as a stream; of
 * each example only its time, group and labels are held. Safe to share between threads.
 */
public final class TrainingSetBuilder {
  /** Order of examples in sets. */
  static final Comparator<Example> EXAMPLE_ORDER =
      Comparator.comparing(Example::at).thenComparing(Example::entityId);

  private final OfflineFeatureStore store;
  private final String source;
  private final Map<String, FeatureSchema> schemas;

  /**
   * @param source what the store is called in the manifest and in messages
   * @param schemas the features of each entity type, under their versions
   */
  public TrainingSetBuilder(
      OfflineFeatureStore store, String source, Map<String, FeatureSchema> schemas) {
    this.store = store;
    this.source = source;
    this.schemas = Map.copyOf(schemas);
  }

  /** An example before it has features. */
  private record Draft(EntityTime of, SnapshotSeries.Labels labels) {
    Instant labelAt() {
      return labels.knownMillis() == Long.MAX_VALUE
          ? Example.NEVER
          : Instant.ofEpochMilli(labels.knownMillis());
    }

    GroupTimeSplit.Member member() {
      return new GroupTimeSplit.Member(Slices.group(of.entity()), of.at(), labelAt());
    }

    /**
     * As learning may know it: where the peak came after the cut and the rest before it, the peak
     * is unknown. Tests know everything.
     */
    Draft before(GroupTimeSplit split, List<Head> heads) {
      return split.isTest(member())
          ? this
          : new Draft(of, labels.knownBefore(split.cut().toEpochMilli(), heads));
    }
  }

  /**
   * All snapshots of videos within the query's period that have an outcome. The time of an example
   * is when its snapshot could first be read; a snapshot that was known only after a newer one of
   * its video gives none.
   *
   * @throws DatasetException when a feature is unknown or there is no example
   */
  public TrainingSet snapshots(DatasetQuery query) throws IOException {
    var kept = new KeptRows();
    return kept.set(snapshots(query, kept));
  }

  TrainingSetManifest snapshots(DatasetQuery query, TrainingRow.Sink sink) throws IOException {
    FeatureSelection selection = select(EntityKey.VIDEO, query);
    Instant first = query.from().minus(InputColumns.TTL);
    SnapshotHistory history = SnapshotHistory.read(store, first, query.knowledge(), null);
    List<EntityTime> times = history.times(query.from(), query.to());
    List<Draft> drafts =
        drafts(times, history, query).stream()
            .filter(draft -> draft.labelAt().isBefore(Example.NEVER))
            .toList();
    if (drafts.isEmpty()) {
      throw new DatasetException(EmptySet.reason(source, query, history.rows(), times.size()));
    }
    return write(query, selection, drafts, sink);
  }

  /**
   * Entities at times, whether or not anything is known of them; the query's period is not looked
   * at. Labels are known of videos whose next snapshot is stored.
   *
   * @param times of one entity type, repeats allowed
   * @throws DatasetException when a feature is unknown, types are mixed or nothing is given
   */
  public TrainingSet entities(DatasetQuery query, List<EntityTime> times) throws IOException {
    var kept = new KeptRows();
    return kept.set(entities(query, times, kept));
  }

  TrainingSetManifest entities(DatasetQuery query, List<EntityTime> times, TrainingRow.Sink sink)
      throws IOException {
    Set<String> types =
        times.stream().map(time -> time.entity().type()).collect(Collectors.toSet());
    if (types.size() != 1) {
      throw new DatasetException(
          types.isEmpty()
              ? "no entity is given; expected at least one row of type, id and time"
              : "the entities are of the types %s; make one set for each"
                  .formatted(types.stream().sorted().toList()));
    }
    String type = types.iterator().next();
    FeatureSelection selection = select(type, query);
    Instant first = times.stream().map(EntityTime::at).min(Comparator.naturalOrder()).orElseThrow();
    Set<String> ids =
        type.equals(EntityKey.VIDEO)
            ? times.stream().map(time -> time.entity().id()).collect(Collectors.toSet())
            : Set.of();
    SnapshotHistory history =
        SnapshotHistory.read(store, first.minus(InputColumns.TTL), query.knowledge(), ids);
    return write(query, selection, drafts(times, history, query), sink);
  }

  private FeatureSelection select(String entityType, DatasetQuery query) {
    FeatureSchema schema = schemas.get(entityType);
    if (schema == null) {
      throw new DatasetException(
          "entity type '%s' is unknown; allowed: %s"
              .formatted(entityType, schemas.keySet().stream().sorted().toList()));
    }
    return FeatureSelection.of(query.features(), schema);
  }

  private static List<Draft> drafts(
      List<EntityTime> times, SnapshotHistory history, DatasetQuery query) {
    List<EntityTime> ordered = new ArrayList<>(times);
    ordered.sort(Comparator.comparing(EntityTime::at).thenComparing(time -> time.entity().id()));
    List<Draft> drafts = new ArrayList<>(ordered.size());
    for (EntityTime time : ordered) {
      SnapshotSeries series = history.series(time.entity().id());
      if (series == null) {
        float[] unknown = new float[query.heads().size()];
        Arrays.fill(unknown, Float.NaN);
        drafts.add(
            new Draft(time, new SnapshotSeries.Labels(unknown, Long.MAX_VALUE, Long.MAX_VALUE)));
        continue;
      }
      drafts.add(
          new Draft(
              time,
              series.labels(
                  time.at().toEpochMilli(),
                  time.at().minus(InputColumns.TTL).toEpochMilli(),
                  query.heads(),
                  query.peakHorizon().toMillis())));
    }
    return drafts;
  }

  private TrainingSetManifest write(
      DatasetQuery query, FeatureSelection selection, List<Draft> drafts, TrainingRow.Sink sink)
      throws IOException {
    GroupTimeSplit split =
        GroupTimeSplit.of(drafts.stream().map(Draft::member).toList(), query.split(), query.seed());
    var tally = new Tally(selection);
    FeatureSchema read = withSlices(selection.schema());
    int category = place(read, Input.CATEGORY_ID);
    int subscribers = place(read, Input.SUBSCRIBER_COUNT);
    boolean trusts = query.knowledge().clock() == Knowledge.KnownTime.EVENT_TIME;
    int width = selection.names().size();
    sink.begin(selection.names(), query.heads());
    new PointInTimeJoin(store, query.knowledge())
        .join(
            read,
            labels(drafts),
            (index, joined) -> {
              Draft draft = drafts.get(index).before(split, query.heads());
              float[] features = new float[width];
              List<String> missing = new ArrayList<>(0);
              for (int i = 0; i < width; i++) {
                features[i] = (float) joined.number(i);
                if (!joined.isPresent(i)) {
                  missing.add(selection.names().get(i));
                }
              }
              EntityKey entity = draft.of.entity();
              Example example =
                  new Example(
                      entity.id(),
                      Slices.group(entity),
                      draft.of.at(),
                      draft.labelAt(),
                      features,
                      draft.labels.labels(),
                      Slices.of(entity, joined, category, subscribers));
              long event = joined.newestEventMillis();
              var row =
                  new TrainingRow(
                      example,
                      split.side(draft.member()),
                      missing,
                      event,
                      trusts ? event : joined.newestKnownMillis());
              tally.add(row);
              sink.add(row);
            });
    return tally.manifest(source, selection.schema().entityType(), query, split.cut());
  }

  /**
   * The columns, and behind them those by which results are told apart and that are not among them.
   */
  private static FeatureSchema withSlices(FeatureSchema schema) {
    if (!schema.entityType().equals(EntityKey.VIDEO)) {
      return schema;
    }
    List<FeatureColumn> columns = new ArrayList<>(schema.columns());
    for (Input input : List.of(Input.CATEGORY_ID, Input.SUBSCRIBER_COUNT)) {
      FeatureColumn column = InputColumns.column(input, columns.size());
      if (schema.find(column.name()).isEmpty()) {
        columns.add(column);
      }
    }
    return new FeatureSchema(schema.entityType(), columns);
  }

  /** Where an input stands among the columns, or −1. */
  private static int place(FeatureSchema schema, Input input) {
    String name = InputColumns.column(input, 0).name();
    return schema.columns().stream().map(FeatureColumn::name).toList().indexOf(name);
  }

  private static List<PointInTimeJoin.Label> labels(List<Draft> drafts) {
    return new AbstractList<>() {
      @Override
      public PointInTimeJoin.Label get(int index) {
        EntityTime of = drafts.get(index).of;
        return new PointInTimeJoin.Label(of.entity(), of.at());
      }

      @Override
      public int size() {
        return drafts.size();
      }
    };
  }
}
