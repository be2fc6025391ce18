package com.ytempire.ml.api.model;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.model.TrafficVariant;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Versions and answers of tests. */
final class ModelFixtures {
  private ModelFixtures() {}

  static ModelVersion version(ModelRef ref, String type, Instant createdAt) {
    return new ModelVersion(
        UUID.randomUUID(),
        ref,
        type,
        ModelStatus.INACTIVE,
        "nowhere",
        null,
        null,
        null,
        createdAt,
        null,
        null,
        null);
  }

  static ServedPrediction served(
      ModelRef model, TrafficVariant variant, Instant at, long millis, String cost, String api) {
    return new ServedPrediction(
        UUID.randomUUID(),
        model,
        "trend_prediction",
        "{}",
        "{}",
        0.5,
        Duration.ofMillis(millis),
        new BigDecimal(cost),
        at,
        Map.of(ServedPrediction.VARIANT, variant.word(), ServedPrediction.API_COST, api));
  }
}
