package com.ytempire.ml.core.prediction;

import static com.ytempire.ml.core.store.PredictionFixtures.AT;
import static com.ytempire.ml.core.store.PredictionFixtures.FIRST;
import static com.ytempire.ml.core.store.PredictionFixtures.SECOND;
import static com.ytempire.ml.core.store.PredictionFixtures.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.core.feature.EntityKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {
  @ParameterizedTest
  @CsvSource({"0,0", "0,1000", "1,1", "999,1999", "5000000,4000000"})
  void expectedViewsUndoTheLogGrowth(double before, double after) {
    assertThat(Growth.viewsAfter(before, Growth.log(before, after)))
        .isCloseTo(after, within(1e-6 * (1 + after)));
  }

  @Test
  void expectsNoLessThanNoViews() {
    assertThat(Growth.viewsAfter(10, -50)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"99,119,true", "99,118.9,false", "0,0,false", "0,1,true", "100,90,false"})
  void callsAFifthMoreViral(double before, double after, boolean viral) {
    assertThat(Growth.isViral(before, after)).isEqualTo(viral);
    assertThat(Growth.isViral(Double.NaN, after)).isFalse();
  }

  @Test
  void namesAPredictionByWhatWasAskedAndNotByTheVersion() {
    Prediction first = prediction(FIRST, "event", AT);

    assertThat(prediction(SECOND, "event", AT.plusSeconds(9)).id()).isEqualTo(first.id());
    assertThat(prediction(FIRST, "event-2", AT).id()).isNotEqualTo(first.id());
    assertThat(PredictionId.of("a", "b", new EntityKey("video", "x|y"), "1"))
        .isNotEqualTo(PredictionId.of("a", "b", new EntityKey("video", "x"), "|y1"));
  }
}
