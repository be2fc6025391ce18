package com.ytempire.ml.training.columns;

import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.training.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What sources may lack, to be left out of examples part by part. A model that never saw a video
 * without likes knows nothing of what to do without them, and asked so answers at random.
 */
public final class LeftOutParts {
  /** How likely each part is left out of a copy. */
  public static final double CHANCE = 0.4;

  /** What sources lack together. */
  private static final List<List<Input>> PARTS =
      List.of(
          List.of(
              Input.LIKES,
              Input.DISLIKES,
              Input.COMMENTS,
              Input.DELTA_LIKES,
              Input.DELTA_DISLIKES,
              Input.DELTA_COMMENTS,
              Input.LIKE_RATE_PER_HOUR,
              Input.DISLIKE_RATE_PER_HOUR,
              Input.COMMENT_RATE_PER_HOUR),
          List.of(Input.COMMENTS, Input.DELTA_COMMENTS, Input.COMMENT_RATE_PER_HOUR),
          List.of(Input.DISLIKES, Input.DELTA_DISLIKES, Input.DISLIKE_RATE_PER_HOUR),
          List.of(Input.SUBSCRIBER_COUNT),
          List.of(
              Input.VIDEO_AGE_HOURS,
              Input.PUBLISH_HOUR_OF_DAY,
              Input.PUBLISH_DAY_OF_WEEK,
              Input.PUBLISH_IS_WEEKEND),
          List.of(Input.COMMENTS_DISABLED, Input.RATINGS_DISABLED),
          List.of(Input.CATEGORY_ID),
          List.of(Input.TAG_COUNT),
          List.of(Input.TITLE_LENGTH),
          List.of(
              Input.PREV_GAP_HOURS,
              Input.DELTA_VIEWS,
              Input.DELTA_LIKES,
              Input.DELTA_DISLIKES,
              Input.DELTA_COMMENTS,
              Input.VIEW_RATE_PER_HOUR,
              Input.LIKE_RATE_PER_HOUR,
              Input.DISLIKE_RATE_PER_HOUR,
              Input.COMMENT_RATE_PER_HOUR));

  private LeftOutParts() {}

  /**
   * The examples, and after them copies of some, without what came before these.
   *
   * @param features names of the examples' features; parts of others are left alone
   * @param share of the examples that have a copy, 0 to 1
   */
  public static List<Example> added(
      List<Example> examples, List<String> features, double share, long seed) {
    List<int[]> parts = of(features);
    var random = new SplittableRandom(seed);
    List<Example> all = new ArrayList<>(examples);
    for (Example example : examples) {
      if (random.nextDouble() < share) {
        all.add(copy(example, parts, random));
      }
    }
    return all;
  }

  /** The parts that a set has: places of their features in it. */
  public static List<int[]> of(List<String> features) {
    return PARTS.stream()
        .map(part -> places(part, features))
        .filter(places -> places.length > 0)
        .toList();
  }

  private static int[] places(List<Input> part, List<String> features) {
    return IntStream.range(0, features.size())
        .filter(i -> part.stream().anyMatch(input -> input.word().equals(features.get(i))))
        .toArray();
  }

  private static Example copy(Example example, List<int[]> parts, SplittableRandom random) {
    float[] features = Arrays.copyOf(example.features(), example.features().length);
    for (int[] part : parts) {
      if (random.nextDouble() < CHANCE) {
        for (int feature : part) {
          features[feature] = Float.NaN;
        }
      }
    }
    return example.withFeatures(features, List.of());
  }
}
