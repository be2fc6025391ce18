package com.ytempire.ml.inference.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.text.Softmax;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
  @Test
  void findsTheClosedFormOfAModelWithBiasAlone() {
    double[][] features = new double[10][1];
    int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2};

    SoftmaxRegression.Fit fit =
        new SoftmaxRegression(1e-3, 2000).fit(features, labels, ones(10), 3);

    assertThat(Softmax.inPlace(fit.bias().clone()))
        .containsExactly(new double[] {0.5, 0.3, 0.2}, within(1e-6));
  }

  @Test
  void reachesAPointWhereTheGradientVanishes() {
    double[][] features = {{1, 0}, {0.9, 0.2}, {0, 1}, {0.1, 0.8}, {0.5, 0.6}};
    int[] labels = {0, 0, 1, 1, 0};
    double l2 = 0.1;

    SoftmaxRegression.Fit fit = new SoftmaxRegression(l2, 3000).fit(features, labels, ones(5), 2);

    // d/dw = mean((p - y) x) + l2 w = 0, worked out here by hand for class 0.
    for (int j = 0; j < 2; j++) {
      double gradient = l2 * fit.weights()[0][j];
      for (int i = 0; i < features.length; i++) {
        double[] logits = new double[2];
        for (int c = 0; c < 2; c++) {
          logits[c] =
              fit.bias()[c]
                  + fit.weights()[c][0] * features[i][0]
                  + fit.weights()[c][1] * features[i][1];
        }
        double p = Softmax.inPlace(logits)[0];
        gradient += (p - (labels[i] == 0 ? 1 : 0)) * features[i][j] / features.length;
      }
      assertThat(gradient).isCloseTo(0, within(1e-8));
    }
  }

  @Test
  void countsAnExampleOfDoubleImportanceTwice() {
    double[][] once = {{1}, {0}, {0.5}};
    double[][] twice = {{1}, {1}, {0}, {0.5}};
    SoftmaxRegression regression = new SoftmaxRegression(0.01, 500);

    SoftmaxRegression.Fit weighted =
        regression.fit(once, new int[] {0, 1, 1}, new double[] {2, 1, 1}, 2);
    SoftmaxRegression.Fit repeated = regression.fit(twice, new int[] {0, 0, 1, 1}, ones(4), 2);

    assertThat(weighted.weights()[0]).containsExactly(repeated.weights()[0], within(1e-9));
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
