package com.ytempire.ml.training.testing;

import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Videos whose next growth is about half of their last one, some of their numbers missing. */
public final class MadeUpExamples {
  public static final List<String> FEATURES =
      List.of(
          Input.VIEWS.word(),
          Input.LIKES.word(),
          Input.COMMENTS.word(),
          Input.SUBSCRIBER_COUNT.word(),
          Input.VIDEO_AGE_HOURS.word(),
          Input.PREV_GAP_HOURS.word(),
          Input.DELTA_VIEWS.word(),
          "own_feature");
  public static final List<Head> HEADS = List.of(Head.VIRAL_PROBABILITY, Head.LOG_GROWTH);

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private MadeUpExamples() {}

  /** A task over other videos for training and validation. */
  public static TrainingTask task(Path checkpoints, Map<String, Double> hyperparameters) {
    Map<String, Double> numbers = new HashMap<>(Map.of("learning_rate", 0.2, "epochs", 60.0));
    numbers.putAll(hyperparameters);
    return new TrainingTask(
        FEATURES, HEADS, examples(600, 1), examples(200, 2), numbers, 7, checkpoints);
  }

  public static List<Example> examples(int count, long seed) {
    var random = new SplittableRandom(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double views = Math.pow(10, 3 + 4 * random.nextDouble());
      double growth = random.nextDouble() * random.nextDouble();
      double next = growth / 2 + 0.05 * random.nextDouble();
      boolean isFirst = random.nextInt(5) == 0;
      float[] features = {
        (float) views,
        random.nextInt(4) == 0 ? Float.NaN : (float) (views * 0.05 * random.nextDouble()),
        random.nextInt(4) == 0 ? Float.NaN : (float) (views * 0.01 * random.nextDouble()),
        random.nextInt(3) == 0 ? Float.NaN : (float) Math.pow(10, 6 * random.nextDouble()),
        (float) (24 / (0.05 + growth)),
        isFirst ? Float.NaN : 24,
        isFirst ? Float.NaN : (float) (views * (1 - Math.exp(-growth))),
        random.nextInt(10)
      };
      Instant at = START.plus(Duration.ofHours(i));
      examples.add(
          new Example(
              "US|" + seed + "-" + i,
              seed + "-" + i / 3,
              at,
              at.plus(Duration.ofDays(1)),
              features,
              new float[] {next >= 0.2 ? 1 : 0, (float) next},
              Map.of("region", i % 2 == 0 ? "US" : "CA")));
    }
    return examples;
  }

  /** Rows over all magnitudes of 32-bit floats, a fifth of their values missing. */
  public static List<Example> absurd(int count, int features, long seed) {
    var random = new SplittableRandom(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[features];
      for (int feature = 0; feature < features; feature++) {
        row[feature] = absurd(random);
      }
      examples.add(row(row));
    }
    for (float value :
        new float[] {
          Float.NaN,
          0,
          -0f,
          -1,
          Float.MIN_VALUE,
          Float.MAX_VALUE,
          -Float.MAX_VALUE,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY
        }) {
      float[] row = new float[features];
      Arrays.fill(row, value);
      examples.add(row(row));
    }
    return examples;
  }

  private static float absurd(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> Float.NaN;
      case 2 -> 0;
      case 3 -> (float) -Math.pow(10, 9 * random.nextDouble());
      case 4 -> (float) Math.pow(10, 38 * random.nextDouble());
      case 5 -> random.nextBoolean() ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
      default -> (float) Math.pow(10, 9 * random.nextDouble());
    };
  }

  private static Example row(float[] features) {
    return new Example("US|x", "x", START, START, features, new float[0], Map.of());
  }
}
