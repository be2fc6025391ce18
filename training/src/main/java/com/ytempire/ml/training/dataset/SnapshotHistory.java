package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of videos as the offline store has them: from them come examples and labels. Takes
 * about 150 bytes of memory for each. Immutable.
 */
final class SnapshotHistory {
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
  private static final FeatureSchema COUNTS =
      new FeatureSchema(
          EntityKey.VIDEO,
          List.of(
              InputColumns.column(Input.VIEWS, 0),
              InputColumns.column(Input.LIKES, 1),
              InputColumns.column(Input.COMMENTS, 2)));

  private final Map<String, SnapshotSeries> byVideo;
  private final long rows;

  private SnapshotHistory(Map<String, SnapshotSeries> byVideo, long rows) {
    this.byVideo = byVideo;
    this.rows = rows;
  }

  /**
   * Reads the store from a time on: what follows an example tells its labels.
   *
   * @param of ids of the videos wanted; null for all
   */
  static SnapshotHistory read(
      OfflineFeatureStore store, Instant from, Knowledge knowledge, @Nullable Set<String> of)
      throws IOException {
    Map<String, List<SnapshotSeries.Snapshot>> rows = new HashMap<>();
    long[] count = {0};
    store.scan(
        COUNTS,
        from,
        END,
        (write, present) -> {
          long event = write.eventTime().toEpochMilli();
          long visible = knowledge.visibleFrom(event, write.knownAt().toEpochMilli());
          String id = write.entity().id();
          if (visible == Knowledge.NEVER || !present[0] || (of != null && !of.contains(id))) {
            return;
          }
          count[0]++;
          double[] counts = write.numbers();
          rows.computeIfAbsent(id, video -> new ArrayList<>())
              .add(
                  new SnapshotSeries.Snapshot(
                      write.eventId(), event, visible, counts[0], counts[1], counts[2]));
        });
    Map<String, SnapshotSeries> byVideo = new TreeMap<>();
    rows.forEach((id, snapshots) -> byVideo.put(id, SnapshotSeries.of(snapshots)));
    return new SnapshotHistory(byVideo, count[0]);
  }

  /** How many rows were read. */
  long rows() {
    return rows;
  }

  /** Every video at every time at which there was news of it, within a period. */
  List<EntityTime> times(Instant from, Instant to) {
    List<EntityTime> times = new ArrayList<>();
    byVideo.forEach(
        (id, series) -> {
          var entity = new EntityKey(EntityKey.VIDEO, id);
          for (long millis : series.times()) {
            Instant at = Instant.ofEpochMilli(millis);
            if (!at.isBefore(from) && at.isBefore(to)) {
              times.add(new EntityTime(entity, at));
            }
          }
        });
    return times;
  }

  /** The series of a video, or null where there is none. */
  @Nullable SnapshotSeries series(String videoId) {
    return byVideo.get(videoId);
  }
}
