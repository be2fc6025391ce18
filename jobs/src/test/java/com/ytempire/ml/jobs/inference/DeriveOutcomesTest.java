package com.ytempire.ml.jobs.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.prediction.Outcome;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeriveOutcomesTest {
  private static final long HOUR = 3_600_000;
  private static final OutcomeRules RULES =
      new OutcomeRules(Duration.ZERO, Duration.ofHours(10), 8);

  private KeyedTwoInputStreamOperatorTestHarness<String, Snapshot, Answer, Outcome> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Snapshot, Answer, Outcome> harness()
      throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new DeriveOutcomes(RULES)),
        Snapshot::entityId,
        Answer::entityId,
        Types.STRING);
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();
  }

  private void snapshot(String video, long hour, double views) throws Exception {
    harness.processElement1(
        new StreamRecord<>(
            new Snapshot(video, video + hour, hour * HOUR, views, 1, 1), hour * HOUR));
  }

  private void answer(String video, long hour, double probability) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new Answer(video, video + hour, hour * HOUR, false, "m", "1", "t", 5, probability, 0.5),
            hour * HOUR));
  }

  private void timeIs(long hour) throws Exception {
    harness.processBothWatermarks(new Watermark(hour * HOUR));
  }

  private long count(String counter) {
    Object value =
        harness.getOperator().getRuntimeContext().getAccumulator(counter).getLocalValue();
    return (Long) value;
  }

  private List<String> told() {
    return harness.extractOutputValues().stream()
        .map(outcome -> outcome.eventId() + ">" + outcome.nextEventId())
        .toList();
  }

  @Test
  void keepsVideosApart() throws Exception {
    snapshot("a", 0, 10);
    answer("a", 0, 0.9);
    snapshot("b", 1, 10);
    assertThat(told()).isEmpty();

    snapshot("a", 2, 30);
    answer("b", 1, 0.1);
    snapshot("b", 3, 30);

    assertThat(told()).containsExactly("a0>a2", "b1>b3");
    assertThat(count(InferenceCounters.OUTCOMES)).isEqualTo(2);
    assertThat(count(InferenceCounters.CORRECT)).isEqualTo(1);
    assertThat(count(InferenceCounters.JUDGED)).isEqualTo(2);
    double error = Math.abs(0.5 - Math.log(31.0 / 11));
    assertThat(count(InferenceCounters.ERROR_MICROS)).isEqualTo(2 * Math.round(error * 1e6));
    assertThat(count(InferenceCounters.ERRORS)).isEqualTo(2);
  }

  @Test
  void goesOnAfterARestartWithWhatWaitedAndWhatWasCounted() throws Exception {
    snapshot("a", 0, 10);
    answer("a", 0, 0.9);
    snapshot("a", 1, 10);
    snapshot("a", 2, 10);

    restart();
    answer("a", 1, 0.9);
    answer("a", 2, 0.9);
    snapshot("a", 3, 10);

    assertThat(told()).containsExactly("a1>a2", "a2>a3");
    assertThat(count(InferenceCounters.OUTCOMES)).isEqualTo(3);
  }

  @Test
  void givesUpPredictionsOfAVideoThatIsNotSeenAgain() throws Exception {
    snapshot("a", 0, 10);
    answer("a", 0, 0.9);
    restart();
    timeIs(9);
    assertThat(count(InferenceCounters.EXPIRED)).isZero();

    timeIs(10);

    assertThat(count(InferenceCounters.EXPIRED)).isEqualTo(1);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void setsTheTimerAnewForWhatStillWaits() throws Exception {
    snapshot("a", 0, 10);
    answer("a", 0, 0.9);
    snapshot("a", 6, 10);
    answer("a", 6, 0.9);

    timeIs(10);
    assertThat(count(InferenceCounters.EXPIRED)).isZero();
    timeIs(16);

    assertThat(told()).containsExactly("a0>a6");
    assertThat(count(InferenceCounters.EXPIRED)).isEqualTo(1);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void keepsWhatWaitsWhenTheJobIsDrained() throws Exception {
    snapshot("a", 0, 10);
    answer("a", 0, 0.9);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);

    restart();
    snapshot("a", 4, 10);
    answer("a", 4, 0.9);
    timeIs(14);

    assertThat(told()).containsExactly("a0>a4");
    assertThat(count(InferenceCounters.EXPIRED)).isEqualTo(1);
  }
}
