package com.ytempire.ml.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.Events;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChannelSeriesTest {
  private static final float[] NORTH = {0, 1};
  private static final float[] EAST = {1, 0};

  private final FeaturePlan plan = plan("m", 3);
  private ChannelSeries series = plan.newChannelSeries();
  private final double[] numbers = new double[2];
  private byte[] state;
  private int time;

  private static FeaturePlan plan(String model, int lookback) {
    return FeaturePlan.parse(
        """
        features:
          text:
            - {name: title_embedding, model: %s, dimension: 2}
          channel:
            - {name: subscriber_tier, bins: [0, 1000, 10000]}
            - {name: content_consistency, lookback_videos: %d, similarity_threshold: 0.7}
        """
            .formatted(model, lookback),
        "f.yaml");
  }

  private double consistencyOf(String video, float[] title) {
    time++;
    assertThat(
            series.advance(
                state,
                Events.of("e%03d".formatted(time), video, time, 1L, 1L, 1L),
                title,
                numbers,
                new float[0][]))
        .isEqualTo(Outcome.COMPUTED);
    state = series.nextState();
    return numbers[1];
  }

  @Test
  void countsOtherVideosOnlyEachOnce() {
    assertThat(consistencyOf("a", NORTH)).isNaN();
    assertThat(consistencyOf("a", NORTH)).isNaN();
    assertThat(consistencyOf("b", NORTH)).isEqualTo(1);
    assertThat(consistencyOf("c", EAST)).isEqualTo(0);
    assertThat(consistencyOf("a", NORTH)).isEqualTo(0.5);
    assertThat(numbers[0]).isEqualTo(1);
  }

  @Test
  void looksBackAtTheLastVideosOnlyAndAVideoEntersOnce() {
    consistencyOf("a", NORTH);
    for (String video : new String[] {"b", "c", "d", "e"}) {
      consistencyOf(video, EAST);
    }
    assertThat(consistencyOf("f", NORTH)).isEqualTo(0);

    // a left the history long ago: seen again, it is compared with others but does not enter
    assertThat(consistencyOf("a", NORTH)).isEqualTo(1.0 / 3);
    assertThat(consistencyOf("g", EAST)).isEqualTo(2.0 / 3);
  }

  @Test
  void aNewTitleReplacesTheEmbeddingInPlace() {
    consistencyOf("a", NORTH);
    consistencyOf("b", EAST);
    consistencyOf("a", EAST);

    assertThat(consistencyOf("c", EAST)).isEqualTo(1);
  }

  @Test
  void aTitleWithoutEmbeddingGivesNullAndLeavesTheHistory() {
    consistencyOf("a", NORTH);

    assertThat(consistencyOf("b", null)).isNaN();
    assertThat(consistencyOf("c", NORTH)).isEqualTo(1);
  }

  @Test
  void aNewModelStartsANewHistoryAndALongerLookbackKeepsIt() {
    consistencyOf("a", NORTH);
    consistencyOf("b", NORTH);
    byte[] kept = state;

    series = plan("m", 10).newChannelSeries();
    assertThat(consistencyOf("c", NORTH)).isEqualTo(1);

    state = kept;
    series = plan("another", 3).newChannelSeries();
    assertThat(consistencyOf("d", NORTH)).isNaN();
  }

  @Test
  void duplicatesAndLateEventsChangeNothing() {
    consistencyOf("a", NORTH);
    consistencyOf("b", NORTH);

    var again = Events.of("e001", "a", 1, 1L, 1L, 1L);
    assertThat(series.advance(state, again, EAST, numbers, new float[0][]))
        .isEqualTo(Outcome.DUPLICATE);
    var late = Events.of("e000", "z", 1, 1L, 1L, 1L);
    assertThat(series.advance(state, late, EAST, numbers, new float[0][])).isEqualTo(Outcome.LATE);
  }

  @Test
  void stateStaysBoundedAndDamageIsRefused() {
    for (int i = 0; i < 2000; i++) {
      consistencyOf("v" + i, NORTH);
    }
    assertThat(state.length).isLessThan(2400);

    for (int length = 0; length < state.length; length += 7) {
      byte[] cut = Arrays.copyOf(state, length);
      var next = Events.of("next", "v", 9999, 1L, 1L, 1L);
      assertThatThrownBy(() -> series.advance(cut, next, NORTH, numbers, new float[0][]))
          .isInstanceOf(SeriesStateException.class);
    }
  }
}
