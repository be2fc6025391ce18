package com.ytempire.ml.core.store;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.feature.ValueKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A small schema with one column of each kind, and writes of it. */
public final class FeatureFixtures {
  public static final Instant AT = Instant.parse("2025-01-10T10:00:00.125Z");

  public static final FeatureColumn RATE = column("engagement_rate", 1, ValueKind.NUMBER, 0, 1);
  public static final FeatureColumn TIER = column("subscriber_tier", 1, ValueKind.INTEGER, 1, 1);
  public static final FeatureColumn EMBEDDING =
      column("title_embedding", 1, ValueKind.EMBEDDING, 0, 3);

  public static final FeatureSchema SCHEMA =
      new FeatureSchema(EntityKey.VIDEO, List.of(RATE, TIER, EMBEDDING));

  private FeatureFixtures() {}

  public static EntityKey video(String id) {
    return new EntityKey(EntityKey.VIDEO, id);
  }

  /** A write of {@link #SCHEMA}; without {@code embedding} that value is null. */
  public static FeatureWrite write(
      EntityKey entity, String eventId, Instant at, double rate, double tier, float... embedding) {
    float[][] embeddings = {embedding.length == 0 ? null : embedding};
    return new FeatureWrite(
        entity, eventId, at, at.plusSeconds(1), new double[] {rate, tier}, embeddings);
  }

  public static FeatureSchema wideSchema(int width) {
    return new FeatureSchema(
        EntityKey.VIDEO, List.of(column("wide", 1, ValueKind.EMBEDDING, 0, width)));
  }

  public static FeatureSchema withVersion(FeatureSchema schema, int version) {
    return new FeatureSchema(
        schema.entityType(),
        schema.columns().stream()
            .map(c -> column(c.name(), version, c.kind(), c.slot(), c.width()))
            .toList());
  }

  /** A number column of any type. */
  public static FeatureColumn column(String entityType, String name, int slot) {
    return new FeatureColumn(
        name, name, 1, entityType, ValueKind.NUMBER, slot, 1, Duration.ofMinutes(10));
  }

  public static FeatureColumn column(
      String name, int version, ValueKind kind, int slot, int width) {
    return new FeatureColumn(
        name, name, version, EntityKey.VIDEO, kind, slot, width, Duration.ofMinutes(10));
  }
}
