package com.ytempire.ml.jobs.online;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded predictions and outcomes of videos that grow the likelier, the faster they grew. */
final class Lessons {
  static final List<String> FEATURES =
      List.of("views", "delta_views", "likes", "video_age_hours", "prev_gap_hours");
  static final OnlineSettings SETTINGS =
      new OnlineSettings(FEATURES, 0.5, 0.1, 8, 500, 500, Duration.ofDays(15));
  static final ModelRef MODEL = new ModelRef("trend_predictor", "1.0.0");
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  final List<Prediction> predictions = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();

  static Lessons of(int count) {
    var made = new Lessons();
    var random = new Random(3);
    for (int i = 0; i < count; i++) {
      made.add(i, random);
    }
    return made;
  }

  private void add(int at, Random random) {
    double views = Math.exp(5 + 6 * random.nextDouble());
    double before = views / (1 + random.nextDouble());
    boolean isFast = views / before > 1.4;
    boolean viral = random.nextDouble() < (isFast ? 0.9 : 0.1);
    double growth = (viral ? 0.4 : 0.05) + 0.02 * random.nextGaussian();
    Map<String, Double> inputs = new HashMap<>();
    inputs.put("views", views);
    inputs.put("delta_views", views - before);
    inputs.put("video_age_hours", 10.0 + random.nextInt(50));
    if (random.nextInt(3) > 0) {
      inputs.put("likes", views / 20);
    }
    inputs.put("a column that no model knows", 7.0);
    add(at, inputs, viral, growth);
  }

  /** A prediction and its outcome. */
  void add(int at, Map<String, Double> inputs, boolean viral, double growth) {
    Instant time = START.plusSeconds(60L * at);
    var video = new EntityKey(EntityKey.VIDEO, "US|v" + at);
    predictions.add(
        new Prediction(
            MODEL,
            Prediction.TREND,
            video,
            "e" + at,
            time,
            time,
            inputs,
            Map.of(Prediction.VIRAL_PROBABILITY, 0.5),
            0.5,
            1,
            time,
            Map.of()));
    outcomes.add(
        new Outcome(
            MODEL,
            Prediction.TREND,
            video,
            "e" + at,
            time,
            time,
            "n" + at,
            time.plusSeconds(86_400),
            1_000,
            null,
            null,
            growth,
            viral,
            null,
            null));
  }

  List<Lesson> lessons() {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome told = outcomes.get(i);
      lessons.add(
          new Lesson(
              told.model().name(),
              PairOutcomes.key(told),
              told.nextEventTime(),
              predictions.get(i).inputs(),
              told.viral(),
              told.logGrowth()));
    }
    return lessons;
  }
}
