package com.ytempire.ml.features.series;

import static com.ytempire.ml.features.testing.Events.at;
import static com.ytempire.ml.features.testing.Events.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ytempire.ml.features.definition.Input;
import com.ytempire.ml.features.plan.FeaturePlan;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VideoSeriesTest {
  private static final long HOUR = 3_600_000;
  private static final String MEAN = "name: mean, of: views, window: 4h, aggregation: mean";

  @Test
  void aRepeatedIdIsADuplicateEvenWithANewerTime() {
    VideoReplay replay = VideoReplay.of(MEAN);
    replay.advance(of("a", "v", 0, 1L, 1L, 1L));
    replay.advance(of("b", "v", 1, 1L, 1L, 1L));
    byte[] before = replay.state.clone();

    assertThat(replay.advance(of("a", "v", 0, 9L, 1L, 1L))).isEqualTo(Outcome.DUPLICATE);
    assertThat(replay.advance(of("a", "v", HOUR, 9L, 1L, 1L))).isEqualTo(Outcome.DUPLICATE);
    assertThat(replay.state).isEqualTo(before);
  }

  @Test
  void anIdIsRememberedForSixteenEvents() {
    VideoReplay replay = VideoReplay.of(MEAN);
    replay.advance(of("first", "v", 0, 1L, 1L, 1L));
    for (int i = 1; i < Progress.REMEMBERED; i++) {
      replay.advance(of("e" + i, "v", i, 1L, 1L, 1L));
    }

    assertThat(replay.advance(of("first", "v", 0, 1L, 1L, 1L))).isEqualTo(Outcome.DUPLICATE);
    replay.advance(of("last", "v", 100, 1L, 1L, 1L));
    assertThat(replay.advance(of("first", "v", 0, 1L, 1L, 1L))).isEqualTo(Outcome.LATE);
  }

  @Test
  void anEventBeforeTheLastOneIsLateAndTiesAreOrderedById() {
    VideoReplay replay = VideoReplay.of(MEAN);
    replay.advance(of("m", "v", HOUR, 1L, 1L, 1L));

    assertThat(replay.advance(of("z", "v", HOUR - 1, 1L, 1L, 1L))).isEqualTo(Outcome.LATE);
    assertThat(replay.advance(of("l", "v", HOUR, 1L, 1L, 1L))).isEqualTo(Outcome.LATE);
    assertThat(replay.advance(of("mm", "v", HOUR, 1L, 1L, 1L))).isEqualTo(Outcome.COMPUTED);
    assertThat(replay.advance(of("ж", "v", HOUR, 1L, 1L, 1L))).isEqualTo(Outcome.COMPUTED);
    assertThat(replay.advance(of("жа", "v", HOUR, 1L, 1L, 1L))).isEqualTo(Outcome.COMPUTED);
    assertThat(replay.advance(of("а", "v", HOUR, 1L, 1L, 1L))).isEqualTo(Outcome.LATE);
  }

  @Test
  void twoSnapshotsAtOneInstantGiveNoRate() {
    VideoReplay replay =
        VideoReplay.of(
            "name: view_velocity, window: 1h, aggregation: count",
            "name: gap, formula: prev_gap_hours",
            "name: delta, formula: delta_views",
            "name: rate, formula: view_rate_per_hour");
    replay.advance(of("a", "v", 0, 10L, 1L, 1L));
    assertThat(replay.value("gap")).isNaN();
    replay.advance(of("b", "v", 0, 15L, 1L, 1L));

    assertThat(replay.value("gap")).isEqualTo(0);
    assertThat(replay.value("delta")).isEqualTo(5);
    assertThat(replay.value("rate")).isNaN();
    assertThat(replay.value("view_velocity")).isEqualTo(0);
  }

  @Test
  void aMissingCountGivesNoDeltaInEitherDirection() {
    VideoReplay replay = VideoReplay.of("name: delta, formula: delta_views");
    replay.advance(at(0, 10L));
    replay.advance(at(1, null));
    assertThat(replay.value("delta")).isNaN();
    replay.advance(at(2, 30L));
    assertThat(replay.value("delta")).isNaN();
    replay.advance(at(3, 25L));
    assertThat(replay.value("delta")).isEqualTo(-5);
  }

  @Test
  void everyInputIsToBeHadWhateverTheFileReads() {
    VideoReplay replay = VideoReplay.of("name: only, formula: likes");
    replay.advance(of("a", "v", 0, 100L, 1L, null));
    double[] first = replay.inputs();
    replay.advance(of("b", "v", 30 * 60_000, 160L, 3L, 4L));

    assertThat(first).hasSize(Input.values().length);
    assertThat(pick(first, Input.VIEWS, Input.SNAPSHOT_INDEX)).containsExactly(100, 0);
    assertThat(pick(first, Input.COMMENTS, Input.PREV_GAP_HOURS, Input.VIEW_RATE_PER_HOUR))
        .containsOnly(Double.NaN);
    double[] second = replay.inputs();
    assertThat(pick(second, Input.VIEWS, Input.LIKES, Input.DISLIKES, Input.COMMENTS))
        .containsExactly(160, 3, 1, 4);
    assertThat(pick(second, Input.SUBSCRIBER_COUNT, Input.CATEGORY_ID, Input.COMMENTS_DISABLED))
        .containsExactly(5000, 10, 0);
    assertThat(pick(second, Input.HOUR_OF_DAY, Input.DAY_OF_WEEK, Input.IS_WEEKEND))
        .containsExactly(0, 0, 0);
    assertThat(pick(second, Input.PUBLISH_HOUR_OF_DAY, Input.PUBLISH_DAY_OF_WEEK))
        .containsExactly(22, 6);
    assertThat(pick(second, Input.PUBLISH_IS_WEEKEND, Input.VIDEO_AGE_HOURS))
        .containsExactly(1, 2.5);
    assertThat(pick(second, Input.TITLE_LENGTH, Input.TAG_COUNT)).containsExactly(7, 2);
    assertThat(pick(second, Input.SNAPSHOT_INDEX, Input.PREV_GAP_HOURS)).containsExactly(1, 0.5);
    assertThat(pick(second, Input.DELTA_VIEWS, Input.VIEW_RATE_PER_HOUR)).containsExactly(60, 120);
    assertThat(pick(second, Input.DELTA_LIKES, Input.DELTA_COMMENTS))
        .containsExactly(2, Double.NaN);
  }

  private static double[] pick(double[] inputs, Input... which) {
    return Arrays.stream(which).mapToDouble(input -> inputs[input.ordinal()]).toArray();
  }

  @Test
  void thereAreNoInputsWithoutAnEvent() {
    VideoSeries series = VideoReplay.plan(MEAN).newVideoSeries();

    assertThatThrownBy(series::inputs).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangedFileKeepsWhatStillAppliesAndStartsWhatIsNew() {
    String max = "name: max, of: views, window: 4h, aggregation: p50";
    String changed = "name: mean, of: views + 0, window: 4h, aggregation: mean";
    VideoReplay before = VideoReplay.of(MEAN, max);
    before.advance(at(0, 10L));
    before.advance(at(HOUR, 20L));

    // another order, a new name, a new aggregate over kept samples, a new window, one gone
    VideoReplay after =
        VideoReplay.of(
            "name: fresh, of: likes, window: 4h, aggregation: count",
            "name: sum, of: (views), window: 240m, aggregation: sum",
            MEAN);
    after.state = before.state;
    after.advance(at(2 * HOUR, 30L));
    assertThat(after.value("mean")).isEqualTo(20);
    assertThat(after.value("sum")).isEqualTo(60);
    assertThat(after.value("fresh")).isEqualTo(1);

    VideoReplay other = VideoReplay.of(changed);
    other.state = before.state;
    other.advance(at(2 * HOUR, 30L));
    assertThat(other.value("mean")).isEqualTo(30);
  }

  @Test
  void aWindowOverAFeatureStartsAnewWhenThatFeatureChanges() {
    String window = "name: w, of: twice, window: 4h, aggregation: sum";
    VideoReplay before = VideoReplay.of(window, "name: twice, formula: views * 2");
    before.advance(at(0, 1L));

    VideoReplay same = VideoReplay.of(window, "name: twice, formula: (views) * 2.0");
    same.state = before.state;
    same.advance(at(1, 1L));
    assertThat(same.value("w")).isEqualTo(4);

    VideoReplay changed = VideoReplay.of(window, "name: twice, formula: views * 3");
    changed.state = before.state;
    changed.advance(at(1, 1L));
    assertThat(changed.value("w")).isEqualTo(3);
  }

  @Test
  void damagedStateIsRefusedWithAReason() {
    VideoReplay replay =
        VideoReplay.of(MEAN, "name: t, of: views, window: 1h, kind: tumbling, aggregation: sum");
    for (int i = 0; i < 5; i++) {
      replay.advance(at(i * HOUR, 1L + i));
    }
    byte[] whole = replay.state;
    for (int length = 0; length < whole.length; length++) {
      replay.state = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> replay.advance(at(9 * HOUR, 1L)))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(SeriesStateException.class);
      assertThatThrownBy(replay::nextWindowEnd).isInstanceOf(SeriesStateException.class);
    }
    replay.state = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> replay.advance(at(9 * HOUR, 1L)))
        .isInstanceOf(SeriesStateException.class);
    replay.state = whole.clone();
    replay.state[0] = 9;
    assertThatThrownBy(() -> replay.advance(at(9 * HOUR, 1L)))
        .isInstanceOf(SeriesStateException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void embeddingsAndSentimentArePassedThroughAndMayBeUsedInFormulas() {
    var plan =
        FeaturePlan.parse(
            """
            features:
              engagement:
                - {name: mood, formula: sentiment_score * 2}
              text:
                - {name: title_embedding, model: m, dimension: 3}
                - {name: sentiment_score, model: s}
            """,
            "f.yaml");
    double[] numbers = new double[2];
    float[][] embeddings = new float[1][];
    float[] title = {1, 2, 3};

    plan.newVideoSeries().advance(null, at(0, 1L), title, 0.25, numbers, embeddings);
    assertThat(numbers).containsExactly(0.5, 0.25);
    assertThat(embeddings[0]).isSameAs(title);

    plan.newVideoSeries().advance(null, at(0, 1L), null, Double.NaN, numbers, embeddings);
    assertThat(numbers).containsOnly(Double.NaN);
    assertThat(embeddings[0]).isNull();
    assertThatThrownBy(
            () ->
                plan.newVideoSeries()
                    .advance(null, at(0, 1L), new float[2], 0, numbers, embeddings))
        .hasMessageContaining("width 2, not 3");
  }
}
