package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.features.offline.PointInTimeJoin;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.EntityTime;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.TrainingRow;
import com.ytempire.ml.training.label.SnapshotHistory;
import com.ytempire.ml.training.split.GroupTimeSplit;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

  /**
   * The rows of {@link #snapshots(DatasetQuery)}, those among them that are on no side.
   *
   * @param sink is told of the rows as they are made, in order of time
   * @return what the set is made of
   */
  public TrainingSetManifest snapshots(DatasetQuery query, TrainingRow.Sink sink)
      throws IOException {
    FeatureSelection selection = select(EntityKey.VIDEO, query);
    Instant first = query.from().minus(InputColumns.TTL);
    SnapshotHistory history = SnapshotHistory.read(store, first, query.knowledge(), null);
    List<EntityTime> times = history.times(query.from(), query.to());
    var maker = new ExampleMaker(selection, query);
    List<ExampleMaker.Draft> drafts =
        drafts(times, history, maker).stream().filter(ExampleMaker.Draft::isLabelled).toList();
    if (drafts.isEmpty()) {
      throw new DatasetException(EmptySet.reason(source, query, history.rows(), times.size()));
    }
    return write(query, maker, drafts, sink);
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

  /**
   * The rows of {@link #entities(DatasetQuery, List)}, those among them that have no label.
   *
   * @param sink is told of the rows as they are made, in order of time
   * @return what the set is made of
   */
  public TrainingSetManifest entities(
      DatasetQuery query, List<EntityTime> times, TrainingRow.Sink sink) throws IOException {
    String type = onlyType(times);
    FeatureSelection selection = select(type, query);
    Instant first = firstOf(times);
    Set<String> ids =
        type.equals(EntityKey.VIDEO)
            ? times.stream().map(time -> time.entity().id()).collect(Collectors.toSet())
            : Set.of();
    SnapshotHistory history =
        SnapshotHistory.read(store, first.minus(InputColumns.TTL), query.knowledge(), ids);
    var maker = new ExampleMaker(selection, query);
    return write(query, maker, drafts(times, history, maker), sink);
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

  /**
   * What {@link #snapshots} would do, to be done elsewhere: {@link GroupExamples} makes the
   * examples of one group after the other, and {@link SetPlan#share} gives them their sides.
   *
   * @throws DatasetException when a feature is unknown
   */
  public SetPlan planSnapshots(DatasetQuery query) {
    return new SetPlan(source, query, select(EntityKey.VIDEO, query), true, query.from());
  }

  /**
   * What {@link #entities} would do, likewise.
   *
   * @throws DatasetException when a feature is unknown, types are mixed or nothing is given
   */
  public SetPlan planEntities(DatasetQuery query, List<EntityTime> times) {
    return new SetPlan(source, query, select(onlyType(times), query), false, firstOf(times));
  }

  private static String onlyType(List<EntityTime> times) {
    Set<String> types =
        times.stream().map(time -> time.entity().type()).collect(Collectors.toSet());
    if (types.size() != 1) {
      throw new DatasetException(
          types.isEmpty()
              ? "no entity is given; expected at least one row of type, id and time"
              : "the entities are of the types %s; make one set for each"
                  .formatted(types.stream().sorted().toList()));
    }
    return types.iterator().next();
  }

  private static Instant firstOf(List<EntityTime> times) {
    return times.stream().map(EntityTime::at).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static List<ExampleMaker.Draft> drafts(
      List<EntityTime> times, SnapshotHistory history, ExampleMaker maker) {
    List<EntityTime> ordered = new ArrayList<>(times);
    ordered.sort(Comparator.comparing(EntityTime::at).thenComparing(time -> time.entity().id()));
    List<ExampleMaker.Draft> drafts = new ArrayList<>(ordered.size());
    for (EntityTime time : ordered) {
      drafts.add(maker.draft(time, history.series(time.entity().id())));
    }
    return drafts;
  }

  private TrainingSetManifest write(
      DatasetQuery query,
      ExampleMaker maker,
      List<ExampleMaker.Draft> drafts,
      TrainingRow.Sink sink)
      throws IOException {
    GroupTimeSplit split =
        GroupTimeSplit.of(
            drafts.stream().map(ExampleMaker.Draft::member).toList(), query.split(), query.seed());
    FeatureSelection selection = maker.selection();
    var tally = new Tally(selection);
    Set<String> entities = new HashSet<>();
    Set<String> groups = new HashSet<>();
    sink.begin(selection.names(), query.heads());
    new PointInTimeJoin(store, query.knowledge())
        .join(
            maker.columns(),
            labels(drafts),
            (index, joined) -> {
              ExampleMaker.Draft full = drafts.get(index);
              ExampleMaker.Draft draft =
                  split.isTest(full.member()) ? full : full.before(split.cut(), query.heads());
              TrainingRow row = maker.row(draft, joined, split.side(draft.member()));
              tally.add(
                  row, entities.add(row.example().entityId()), groups.add(row.example().group()));
              sink.add(row);
            });
    return tally.manifest(source, selection.schema().entityType(), query, split.cut());
  }

  private static List<PointInTimeJoin.Label> labels(List<ExampleMaker.Draft> drafts) {
    return new AbstractList<>() {
      @Override
      public PointInTimeJoin.Label get(int index) {
        return drafts.get(index).label();
      }

      @Override
      public int size() {
        return drafts.size();
      }
    };
  }
}
