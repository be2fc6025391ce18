package com.ytempire.ml.training.transformer;

import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.testing.MadeUpExamples;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Videos whose next growth is as large as what the snapshot before the newest had as its own
 * feature: the newest one alone tells nothing of it.
 */
final class MadeUpSequences {
  static final List<String> FEATURES =
      List.of(Input.VIEWS.word(), Input.LIKES.word(), Input.VIDEO_AGE_HOURS.word(), "own_feature");
  static final List<Head> HEADS = List.of(Head.VIRAL_PROBABILITY, Head.LOG_GROWTH);

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private MadeUpSequences() {}

  /** A task over other videos for training and validation, with a small and quick network. */
  static TrainingTask task(Path checkpoints, Map<String, Double> hyperparameters) {
    Map<String, Double> numbers =
        new HashMap<>(
            Map.of(
                "encoder_layers", 1.0,
                "attention_heads", 2.0,
                "hidden_size", 16.0,
                "learning_rate", 0.01,
                "epochs", 12.0));
    numbers.putAll(hyperparameters);
    return new TrainingTask(
        FEATURES, HEADS, examples(600, 1), examples(200, 2), numbers, 7, checkpoints);
  }

  /** Each of two or more snapshots. */
  static List<Example> examples(int count, long seed) {
    var random = new SplittableRandom(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<float[]> steps = new ArrayList<>();
      int length = 2 + random.nextInt(7);
      double views = Math.pow(10, 3 + 3 * random.nextDouble());
      for (int step = 0; step < length; step++) {
        steps.add(
            new float[] {
              (float) (views * (1 + step)),
              random.nextInt(4) == 0 ? Float.NaN : (float) (views * 0.05 * random.nextDouble()),
              24 * step,
              (float) (0.4 * random.nextDouble())
            });
      }
      float next = steps.get(length - 2)[3];
      Instant at = START.plus(Duration.ofHours(i));
      examples.add(
          new Example(
              "US|" + seed + "-" + i,
              seed + "-" + i,
              at,
              at.plus(Duration.ofDays(1)),
              steps.get(length - 1),
              new float[] {next >= 0.2 ? 1 : 0, next},
              Map.of("region", i % 2 == 0 ? "US" : "CA"),
              steps.subList(0, length - 1)));
    }
    return examples;
  }

  /** Sequences of one to eight rows over all magnitudes of 32-bit floats. */
  static List<Example> absurd(int count, int features, long seed) {
    List<Example> rows = MadeUpExamples.absurd(count, features, seed);
    List<Example> sequences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<float[]> earlier = new ArrayList<>();
      for (int step = Math.max(0, i - i % 8); step < i; step++) {
        earlier.add(rows.get(step).features());
      }
      sequences.add(rows.get(i).after(earlier));
    }
    return sequences;
  }
}
