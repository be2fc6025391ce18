package com.ytempire.ml.core.store;

import com.ytempire.ml.core.content.ContentSnapshot;
import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.prediction.SnapshotRows;
import com.ytempire.ml.core.prediction.SnapshotSequence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one entity and encoder that a batch holds.
 *
 * @param newest the newest one, with its embedding
 * @param snapshots each once, oldest first, the newest included; of more than {@link
 *     SnapshotSequence#MOST_STEPS} the newest
 */
public record ContentRun(EmbeddedContent newest, List<ContentSnapshot> snapshots) {

  public ContentRun {
    snapshots = List.copyOf(snapshots);
  }

  /**
   * The numbers of the newest snapshots once this run is written, the same as if its snapshots had
   * been written one at a time: one snapshot per time.
   *
   * @param storedTime time of the newest snapshot that is there; {@link Instant#MIN} for none
   * @param storedEventId that snapshot; empty for none
   * @param recent the numbers of the newest ones that are there, that one included
   * @return null where the index has this run's newest or a newer one
   */
  public @Nullable SnapshotRows onto(
      Instant storedTime, String storedEventId, SnapshotRows recent) {
    if (!newest.content().isAfter(storedTime, storedEventId)) {
      return null;
    }
    SnapshotRows rows = recent;
    Instant last = storedTime;
    for (ContentSnapshot snapshot : snapshots) {
      if (snapshot.isAfter(storedTime, storedEventId)) {
        SnapshotRows before =
            snapshot.eventTime().equals(last) ? rows.first(rows.count() - 1) : rows;
        rows = before.plus(snapshot.numbers(), SnapshotSequence.MOST_STEPS);
        last = snapshot.eventTime();
      }
    }
    return rows;
  }
}
