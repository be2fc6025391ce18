package com.ytempire.ml.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddingDriftTest {
  private static final int DIMENSIONS = 16;

  @Test
  void unchangedEmbeddingsAreTakenForChangedAboutAsOftenAsAllowed() {
    int far = 0;
    int told = 0;
    for (int seed = 0; seed < 200; seed++) {
      Embeddings before = normal("before", 60, 0, seed);
      Embeddings now = normal("now", 40, 0, seed + 1000);
      far += EmbeddingDistance.compare(before, now, 99, 0.05, seed).isFar() ? 1 : 0;
      told += DomainClassifier.compare(before, now, seed).pValue() < 0.05 ? 1 : 0;
    }

    // 10 of 200 are expected; more than 19 by chance once in 400 runs.
    assertThat(far).isBetween(2, 19);
    assertThat(told).isBetween(2, 19);
  }

  @Test
  void movedEmbeddingsAreFarAndToldApart() {
    Embeddings before = normal("before", 300, 0, 1);
    Embeddings now = normal("now", 200, 0.4, 2);

    EmbeddingDistance.Result distance = EmbeddingDistance.compare(before, now, 199, 0.01, 7);
    AreaUnderCurve told = DomainClassifier.compare(before, now, 7);

    // 16 directions by 0.4 each.
    assertThat(distance.distance()).isCloseTo(1.6, within(0.3));
    assertThat(distance.isFar()).isTrue();
    assertThat(distance.pValue()).isEqualTo(1.0 / 200);
    // Best possible: Φ(1.6 / sqrt 2) = 0.87.
    assertThat(told.value()).isBetween(0.78, 0.92);
    assertThat(told.lower()).isGreaterThan(0.7);
    assertThat(told.pValue()).isLessThan(1e-9);
  }

  @Test
  void classifierSeesWhatTheMeansDoNot() {
    // The first number says which way the second goes, and that has turned around.
    Embeddings before = bent("before", 1);
    Embeddings now = bent("now", -1);

    EmbeddingDistance.Result distance = EmbeddingDistance.compare(before, now, 99, 0.01, 7);

    assertThat(distance.isFar()).isFalse();
    assertThat(DomainClassifier.compare(before, now, 7).value()).isGreaterThan(0.9);
  }

  @Test
  void sameSeedGivesTheSameResult() {
    Embeddings before = normal("before", 50, 0, 1);
    Embeddings now = normal("now", 70, 0.1, 2);

    assertThat(EmbeddingDistance.compare(before, now, 99, 0.05, 3))
        .isEqualTo(EmbeddingDistance.compare(before, now, 99, 0.05, 3));
    assertThat(DomainClassifier.compare(before, now, 3))
        .isEqualTo(DomainClassifier.compare(before, now, 3));
  }

  @Test
  void areaUnderTheCurveCountsEqualScoresHalf() {
    AreaUnderCurve area = AreaUnderCurve.of(SortedSample.of(1, 2, 3, 3), SortedSample.of(2, 3, 4));

    // Pairs won: 2 beats 1, ties 2; 3 beats 1, 2, ties 3, 3; 4 beats all: 1.5 + 3 + 4 of 12.
    assertThat(area.value()).isCloseTo(8.5 / 12, within(1e-15));
    // DeLong: placements 4.5/12.. by hand: of y 1.5/4, 3/4, 1; of x 1, 2.5/3, 1.5/3, 1.5/3.
    double ofY = variance(1.5 / 4, 3.0 / 4, 1);
    double ofX = variance(1, 2.5 / 3, 1.5 / 3, 1.5 / 3);
    assertThat(area.standardError()).isCloseTo(Math.sqrt(ofX / 4 + ofY / 3), within(1e-15));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Embeddings.of("titles", new float[][] {{1, 2}, {1}}))
        .isInstanceOf(InvalidSampleException.class)
        .hasMessage("titles[1] has 1 numbers; expected 2, as the first has");
    assertThatThrownBy(() -> Embeddings.of("titles", new float[][] {{1, Float.NaN}}))
        .hasMessage("titles[0][1] is NaN; expected a finite number");
    assertThatThrownBy(() -> Embeddings.of("titles", new float[0][]))
        .hasMessageContaining("titles: no embeddings");
    Embeddings few = normal("few", 5, 0, 1);
    assertThatThrownBy(() -> DomainClassifier.compare(few, normal("many", 50, 0, 1), 1))
        .hasMessage(
            "few: 5 embeddings; at least 20 are needed to learn from one half and judge the other");
    Embeddings other = Embeddings.of("other", new float[][] {{1, 2}});
    assertThatThrownBy(() -> EmbeddingDistance.compare(few, other, 99, 0.05, 1))
        .hasMessage("few have 16 numbers and other 2; expected the same model's");
  }

  private static double variance(double... values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1);
  }

  private static Embeddings normal(String name, int size, double shift, long seed) {
    var random = new Random(seed);
    float[][] rows = new float[size][DIMENSIONS];
    for (float[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) (random.nextGaussian() + shift);
      }
    }
    return Embeddings.of(name, rows);
  }

  private static Embeddings bent(String name, int sign) {
    var random = new Random(sign);
    float[][] rows = new float[400][2];
    for (float[] row : rows) {
      // Means move by little; what is told apart is the difference of two large equal numbers.
      double common = 30 * random.nextGaussian();
      row[0] = (float) (common + sign + random.nextGaussian() / 2);
      row[1] = (float) (common - sign + random.nextGaussian() / 2);
    }
    return Embeddings.of(name, rows);
  }
}
