package com.ytempire.ml.training.label;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.offline.InputColumns;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.features.offline.OfflineFeatureStore;
import com.ytempire.ml.training.example.EntityTime;
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
public final class SnapshotHistory {
  /** After every event. */
  public static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  /** The inputs of which snapshots consist. */
  public static final List<Input> COUNTED = List.of(Input.VIEWS, Input.LIKES, Input.COMMENTS);

  private static final FeatureSchema COUNTS =
      InputColumns.with(new FeatureSchema(EntityKey.VIDEO, List.of()), COUNTED);

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
  public static SnapshotHistory read(
      OfflineFeatureStore store, Instant from, Knowledge knowledge, @Nullable Set<String> of)
      throws IOException {
    Map<String, List<SnapshotSeries.Snapshot>> rows = new HashMap<>();
    long[] count = {0};
    store.scan(
        COUNTS,
        from,
        END,
        (write, present) -> {
          String id = write.entity().id();
          double[] counts = write.numbers();
          SnapshotSeries.Snapshot snapshot =
              snapshot(write, knowledge, counts[0], counts[1], counts[2]);
          if (snapshot == null || !present[0] || (of != null && !of.contains(id))) {
            return;
          }
          count[0]++;
          rows.computeIfAbsent(id, video -> new ArrayList<>()).add(snapshot);
        });
    Map<String, SnapshotSeries> byVideo = new TreeMap<>();
    rows.forEach((id, snapshots) -> byVideo.put(id, SnapshotSeries.of(snapshots)));
    return new SnapshotHistory(byVideo, count[0]);
  }

  /** A row of the store as a snapshot, or null where it can never be read. */
  public static SnapshotSeries.@Nullable Snapshot snapshot(
      FeatureWrite write, Knowledge knowledge, double views, double likes, double comments) {
    long event = write.eventTime().toEpochMilli();
    long visible = knowledge.visibleFrom(event, write.knownAt().toEpochMilli());
    return visible == Knowledge.NEVER
        ? null
        : new SnapshotSeries.Snapshot(write.eventId(), event, visible, views, likes, comments);
  }

  /** How many rows were read. */
  public long rows() {
    return rows;
  }

  /** Every video at every time at which there was news of it, within a period. */
  public List<EntityTime> times(Instant from, Instant to) {
    List<EntityTime> times = new ArrayList<>();
    byVideo.forEach(
        (id, series) -> times.addAll(times(new EntityKey(EntityKey.VIDEO, id), series, from, to)));
    return times;
  }

  /** The times at which there was news of one video, within a period. */
  public static List<EntityTime> times(
      EntityKey video, SnapshotSeries series, Instant from, Instant to) {
    List<EntityTime> times = new ArrayList<>();
    for (long millis : series.times()) {
      Instant at = Instant.ofEpochMilli(millis);
      if (!at.isBefore(from) && at.isBefore(to)) {
        times.add(new EntityTime(video, at));
      }
    }
    return times;
  }

  /** The series of a video, or null where there is none. */
  public @Nullable SnapshotSeries series(String videoId) {
    return byVideo.get(videoId);
  }
}
