package com.ytempire.ml.api.journal;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.core.prediction.ServedPrediction;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Answers to keep, and limits that make a test quick. */
final class JournalFixtures {
  static final ModelRef MODEL = new ModelRef("trend_predictor", "1.2.3");
  static final Instant AT = Instant.parse("2026-01-10T10:00:00Z");

  private JournalFixtures() {}

  static ServedPrediction answer(int number) {
    return new ServedPrediction(
        new UUID(7, number),
        MODEL,
        Prediction.TREND,
        "{\"topic\": \"number %d\"}".formatted(number),
        "{\"viral_probability\": 0.5}",
        0.5,
        Duration.ofMillis(number % 100),
        BigDecimal.ZERO,
        AT,
        Map.of(ServedPrediction.VARIANT, "active"));
  }

  static JournalSettings quick(Path folder) {
    return new JournalSettings(
        folder,
        1000,
        100,
        Duration.ofMillis(2),
        Duration.ofMillis(500),
        Duration.ofMillis(20),
        1 << 20,
        Duration.ofSeconds(10));
  }
}
