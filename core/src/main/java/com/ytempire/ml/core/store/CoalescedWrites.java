package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every store does to a batch before it sends it. */
public final class CoalescedWrites {
  /** Longest entity id in characters: the width of the reference's column. */
  public static final int MAX_ENTITY_ID_LENGTH = 255;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private CoalescedWrites() {}

  /**
   * The newest write of each entity by (event time, event id), the later one in the batch where
   * both are equal, sorted by entity id: writers that lock rows in one order cannot deadlock.
   *
   * @throws StoreRefusedException when a write does not fit the schema, its entity id is empty,
   *     longer than {@link #MAX_ENTITY_ID_LENGTH} or holds a NUL, or its time is not in the years 1
   *     to 9999
   */
  public static List<FeatureWrite> of(FeatureSchema schema, List<FeatureWrite> batch) {
    int numbers = schema.numberCount();
    int embeddings = schema.embeddingCount();
    Map<EntityKey, FeatureWrite> newest = new HashMap<>(batch.size() * 2);
    for (FeatureWrite write : batch) {
      check(schema, numbers, embeddings, write);
      newest.merge(write.entity(), write, (old, next) -> old.isAfter(next) ? old : next);
    }
    List<FeatureWrite> sorted = new ArrayList<>(newest.values());
    sorted.sort(Comparator.comparing(write -> write.entity().id()));
    return sorted;
  }

  private static void check(FeatureSchema schema, int numbers, int embeddings, FeatureWrite write) {
    EntityKey entity = write.entity();
    if (!entity.type().equals(schema.entityType())
        || write.numbers().length != numbers
        || write.embeddings().length != embeddings) {
      throw new StoreRefusedException(
          "%s does not fit the schema of '%s' with %d numbers and %d embeddings"
              .formatted(write, schema.entityType(), numbers, embeddings));
    }
    String refusal = refusal(write);
    if (refusal != null) {
      throw new StoreRefusedException(refusal);
    }
  }

  /**
   * Why no store takes the write, whatever its schema, or null when nothing speaks against it. Lets
   * a writer sort out bad writes before they are part of a batch.
   */
  public static @Nullable String refusal(FeatureWrite write) {
    String id = write.entity().id();
    if (id.isEmpty() || id.length() > MAX_ENTITY_ID_LENGTH || id.indexOf('\0') >= 0) {
      return "entity id of %d characters: 1 to %d are allowed, and no NUL; event %s"
          .formatted(id.length(), MAX_ENTITY_ID_LENGTH, write.eventId());
    }
    if (write.eventId().indexOf('\0') >= 0) {
      return "event id of entity %s holds a NUL".formatted(write.entity());
    }
    if (write.eventTime().isBefore(FIRST) || write.eventTime().isAfter(LAST)) {
      return "event %s of entity %s: time %s is not in the years 1 to 9999"
          .formatted(write.eventId(), write.entity(), write.eventTime());
    }
    return null;
  }
}
