package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.prediction.Outcome;
import com.ytempire.ml.core.prediction.Prediction;
import com.ytempire.ml.drift.profile.ProfileBuilder;
import com.ytempire.ml.drift.profile.ProfileGroup;
import com.ytempire.ml.drift.profile.ReferenceProfile;
import com.ytempire.ml.drift.profile.ReferenceProfile.Figure;
import com.ytempire.ml.drift.profile.ReferenceProfileWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Days of predictions and outcomes, the last of which are otherwise, and a profile of the first.
 */
final class MadeUpDays {
  static final ModelRef VERSION = new ModelRef("trend_predictor", "1.0.0");
  static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  static final int DAYS = 8;

  /** The first day on which views are otherwise. */
  static final int CHANGED = 6;

  private static final int VIDEOS = 900;

  final List<Prediction> predictions = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();

  private MadeUpDays() {}

  static MadeUpDays of(long seed) {
    var days = new MadeUpDays();
    var random = new Random(seed);
    for (int day = 0; day < DAYS; day++) {
      for (int video = 0; video < VIDEOS; video++) {
        // Every other video is seen twice a day; the second time its numbers are much the same.
        int times = video % 2 == 0 ? 2 : 1;
        double views = Math.exp(random.nextGaussian() + (day >= CHANGED ? 1 : 0));
        for (int time = 0; time < times; time++) {
          Instant at =
              BEGIN.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(40_000) + 40_000L * time);
          days.add(random, day, video, time, at, views * (1 + 0.01 * time));
        }
      }
    }
    days.predictions.sort(
        Comparator.comparing(Prediction::eventTime).thenComparing(Prediction::eventId));
    days.outcomes.sort(
        Comparator.comparing(Outcome::nextEventTime).thenComparing(Outcome::nextEventId));
    return days;
  }

  private void add(Random random, int day, int video, int time, Instant at, double views) {
    var entity =
        new EntityKey(EntityKey.VIDEO, (video % 3 == 0 ? "US" : "DE") + "|" + day + "-" + video);
    String event = entity.id() + "|" + time;
    double probability = 0.1 + 0.8 * random.nextDouble();
    predictions.add(
        new Prediction(
            VERSION,
            Prediction.TREND,
            entity,
            event,
            at,
            at.plusSeconds(1),
            Map.of("views", views, "likes", random.nextDouble(), "gaps", Double.NaN),
            Map.of(Prediction.VIRAL_PROBABILITY, probability),
            0.9,
            3,
            at.plusSeconds(30),
            Map.of()));
    boolean viral = random.nextDouble() < probability;
    boolean correct = random.nextDouble() < (day >= CHANGED ? 0.6 : 0.9);
    outcomes.add(
        new Outcome(
            VERSION,
            Prediction.TREND,
            entity,
            event,
            at,
            at.plusSeconds(30),
            event + "-next",
            at.plusSeconds(3_600),
            100,
            null,
            null,
            viral ? 0.5 : 0.1,
            viral,
            correct,
            0.1 * random.nextGaussian()));
  }

  /** Of data like that of the first days. */
  static byte[] profile() {
    var random = new Random(99);
    int rows = 5_000;
    double[] views = new double[rows];
    double[] likes = new double[rows];
    double[] gaps = new double[rows];
    double[] probabilities = new double[rows];
    double[] viral = new double[rows];
    double[] growth = new double[rows];
    for (int i = 0; i < rows; i++) {
      views[i] = Math.exp(random.nextGaussian());
      likes[i] = random.nextDouble();
      gaps[i] = Double.NaN;
      probabilities[i] = 0.1 + 0.8 * random.nextDouble();
      viral[i] = random.nextDouble() < probabilities[i] ? 1 : 0;
      growth[i] = viral[i] > 0 ? 0.5 : 0.1;
    }
    ReferenceProfile profile =
        new ProfileBuilder(rows, rows)
            .numbers(ProfileGroup.INPUTS, "views", views)
            .numbers(ProfileGroup.INPUTS, "likes", likes)
            .numbers(ProfileGroup.INPUTS, "gaps", gaps)
            .numbers(ProfileGroup.LABELS, Prediction.VIRAL_PROBABILITY, viral)
            .numbers(ProfileGroup.LABELS, Prediction.LOG_GROWTH, growth)
            .numbers(ProfileGroup.PREDICTIONS, Prediction.VIRAL_PROBABILITY, probabilities)
            .figure(ReferenceProfile.ACCURACY, new Figure(0.9, 0.3, 2_000))
            .figure(ReferenceProfile.LOG_GROWTH_ERROR, new Figure(0.08, 0.06, 2_000))
            .build();
    return ReferenceProfileWriter.write(profile);
  }
}
