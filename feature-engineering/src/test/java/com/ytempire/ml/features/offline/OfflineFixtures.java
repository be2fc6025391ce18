package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A schema with one column of each kind, and writes of it. */
final class OfflineFixtures {
  static final Instant NOON = Instant.parse("2025-01-10T12:00:00Z");
  static final FeatureColumn RATE = column("rate", 1, ValueKind.NUMBER, 0, 1);
  static final FeatureColumn TIER = column("tier", 1, ValueKind.INTEGER, 1, 1);
  static final FeatureColumn TITLE = column("title", 1, ValueKind.EMBEDDING, 0, 3);
  static final FeatureSchema SCHEMA = new FeatureSchema("video", List.of(RATE, TITLE, TIER));

  private OfflineFixtures() {}

  static FeatureColumn column(String name, int version, ValueKind kind, int slot, int width) {
    return new FeatureColumn(name, name, version, "video", kind, slot, width, Duration.ofHours(24));
  }

  static EntityKey video(String id) {
    return new EntityKey("video", id);
  }

  static FeatureWrite write(
      String id, String eventId, Instant at, Instant knownAt, double rate, float... title) {
    float[][] embeddings = {title.length == 0 ? null : title};
    double[] numbers = {rate, Math.rint(rate)};
    return new FeatureWrite(video(id), eventId, at, knownAt, numbers, embeddings);
  }
}
