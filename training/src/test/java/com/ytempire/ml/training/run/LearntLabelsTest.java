package com.ytempire.ml.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.training.dataset.DatasetQuery;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearntLabelsTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Head> HEADS = List.of(Head.LOG_GROWTH, Head.HOURS_TO_PEAK);

  /** Examples whose first label is their number, and whose second one is as given. */
  private static List<Example> examples(int count, IntToDoubleFunction peak) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] labels = {i, (float) peak.applyAsDouble(i)};
      examples.add(
          new Example("US|" + i, "" + i, AT, AT.plusSeconds(9), new float[1], labels, Map.of()));
    }
    return examples;
  }

  private static TrainingSet set(IntToDoubleFunction train, int validation, int test) {
    IntToDoubleFunction known = i -> i % 3;
    return new TrainingSet(
        new TrainingSetManifest(
            "made up",
            "video",
            DatasetQuery.DEFAULT.withFeatures(List.of("views")).withHeads(HEADS),
            List.of(),
            new TrainingSetManifest.Counts(700, 700, 700, 300, 200, 200, 0, 0),
            AT,
            AT,
            AT.plusSeconds(100),
            Map.of()),
        Map.of(
            Side.TRAIN, examples(300, train),
            Side.VALIDATION, examples(200, i -> i < validation ? known.applyAsDouble(i) : NAN),
            Side.TEST, examples(200, i -> i < test ? known.applyAsDouble(i) : NAN)));
  }

  private static final double NAN = Double.NaN;

  private static String reason(IntToDoubleFunction train, int validation, int test) {
    LearntLabels learnt = LearntLabels.of(set(train, validation, test));
    if (learnt.leftOut().isEmpty()) {
      assertThat(learnt.set().heads()).isEqualTo(HEADS);
      return "";
    }
    assertThat(learnt.set().heads()).containsExactly(Head.LOG_GROWTH);
    assertThat(learnt.set().examples(Side.TRAIN).get(7).labels()).containsExactly(7);
    assertThat(learnt.leftOut()).containsOnlyKeys(Head.HOURS_TO_PEAK);
    return learnt.leftOut().get(Head.HOURS_TO_PEAK);
  }

  @Test
  void aLabelThatIsKnownOftenEnoughIsLearnt() {
    assertThat(reason(i -> i < 100 ? i % 2 : NAN, 20, 20)).isEmpty();
  }

  @Test
  void aLabelOfWhichTooFewAreKnownIsNot() {
    assertThat(reason(i -> i < 99 ? i % 2 : NAN, 200, 200))
        .isEqualTo("it is known of 99 examples for train; expected at least 100");
    assertThat(reason(i -> i % 2, 19, 200)).contains("19 examples for validation", "at least 20");
    assertThat(reason(i -> i % 2, 200, 19)).contains("19 examples for test", "at least 20");
  }

  @Test
  void aLabelThatIsNearlyAlwaysTheSameIsNot() {
    assertThat(reason(i -> i < 59 ? 36 : 12, 200, 200))
        .isEqualTo(
            "it is 12.0 in 241 of 300 examples to learn from, so that number always would hardly be"
                + " worse");
    assertThat(reason(i -> i < 60 ? 36 : 12, 200, 200)).isEmpty();
  }

  @Test
  void whatTheServiceNeedsStaysForTrainingToJudge() {
    TrainingSet few = set(i -> i, 200, 200);
    List<Example> three = few.examples(Side.TRAIN).subList(0, 3);
    var sides = Map.of(Side.TRAIN, three, Side.VALIDATION, three, Side.TEST, three);

    LearntLabels learnt = LearntLabels.of(new TrainingSet(few.manifest(), sides));

    assertThat(learnt.set().heads()).containsExactly(Head.LOG_GROWTH);
    assertThat(IntStream.range(0, 3).mapToObj(learnt.set().examples(Side.TRAIN)::get))
        .allSatisfy(example -> assertThat(example.labels()).hasSize(1));
  }
}
