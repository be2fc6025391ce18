package com.ytempire.ml.jobs.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The keyed operator: order of event time, checkpoints. */
class LearnOnlineTest {
  private static final List<Lesson> LESSONS = Lessons.of(1_000).lessons();

  private static KeyedOneInputStreamOperatorTestHarness<String, Lesson, LearntVersion> harness(
      @Nullable OperatorSubtaskState from) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, Lesson, LearntVersion>(
            new KeyedProcessOperator<>(new LearnOnline(Lessons.SETTINGS)),
            Lesson::model,
            Types.STRING);
    harness.setup();
    if (from != null) {
      harness.initializeState(from);
    }
    harness.open();
    return harness;
  }

  private static List<LearntVersion> undisturbed(List<Lesson> lessons) throws Exception {
    try (var harness = harness(null)) {
      for (Lesson lesson : lessons) {
        harness.processElement(lesson, lesson.toldAt().toEpochMilli());
      }
      harness.processWatermark(Long.MAX_VALUE);
      return harness.extractOutputValues();
    }
  }

  @Test
  void lessonsAreLearntInTheOrderOfTheirTimesWhateverOrderTheyComeIn() throws Exception {
    List<Lesson> shuffled = new ArrayList<>(LESSONS);
    Collections.shuffle(shuffled, new Random(1));

    assertThat(undisturbed(shuffled))
        .usingRecursiveFieldByFieldElementComparator()
        .hasSize(2)
        .containsExactlyElementsOf(undisturbed(LESSONS));
  }

  @Test
  void aRestoredJobHasTheWeightsOfAnUndisturbedOne() throws Exception {
    OperatorSubtaskState checkpoint;
    List<LearntVersion> versions;
    try (var harness = harness(null)) {
      for (Lesson lesson : LESSONS.subList(0, 700)) {
        harness.processElement(lesson, lesson.toldAt().toEpochMilli());
      }
      // Some lessons are learnt, others still wait for their time.
      harness.processWatermark(LESSONS.get(603).toldAt().toEpochMilli());
      versions = new ArrayList<>(harness.extractOutputValues());
      checkpoint = harness.snapshot(1, 1);
      for (Lesson lost : LESSONS.subList(700, 900)) {
        harness.processElement(lost, lost.toldAt().toEpochMilli());
      }
      harness.processWatermark(LESSONS.get(850).toldAt().toEpochMilli());
    }

    try (var harness = harness(checkpoint)) {
      for (Lesson lesson : LESSONS.subList(700, LESSONS.size())) {
        harness.processElement(lesson, lesson.toldAt().toEpochMilli());
      }
      harness.processWatermark(Long.MAX_VALUE);
      versions.addAll(harness.extractOutputValues());
    }

    assertThat(versions)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(undisturbed(LESSONS));
  }
}
