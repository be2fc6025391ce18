package com.ytempire.ml.jobs.features;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.operator.ComputeVideoFeatures;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layouts of everything that the feature job writes, by entity type. */
public final class FeatureSchemas {
  /** Layout of a closed window: the feature is named by the event id, the series by the entity. */
  public static final FeatureSchema CLOSED_WINDOWS =
      new FeatureSchema(
          ComputeVideoFeatures.WINDOW_ENTITY,
          List.of(
              windowColumn("value", ValueKind.NUMBER, 0),
              windowColumn("samples", ValueKind.INTEGER, 1),
              windowColumn("window_start_millis", ValueKind.INTEGER, 2)));

  private FeatureSchemas() {}

  /** Layouts of the entities in the online store. */
  public static Map<String, FeatureSchema> ofStores(FeaturePlan plan) {
    var schemas = new LinkedHashMap<String, FeatureSchema>();
    schemas.put(EntityKey.VIDEO, plan.videoSchema());
    schemas.put(EntityKey.CHANNEL, plan.channelSchema());
    schemas.put(EntityKey.TOPIC, plan.topicSchema());
    return schemas;
  }

  /** Layout of closed windows, in the form that the sinks take. */
  public static Map<String, FeatureSchema> ofClosedWindows() {
    return Map.of(CLOSED_WINDOWS.entityType(), CLOSED_WINDOWS);
  }

  private static FeatureColumn windowColumn(String name, ValueKind kind, int slot) {
    return new FeatureColumn(
        name, "window", 1, ComputeVideoFeatures.WINDOW_ENTITY, kind, slot, 1, Duration.ofDays(1));
  }
}
