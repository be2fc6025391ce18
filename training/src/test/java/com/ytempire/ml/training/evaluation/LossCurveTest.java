package com.ytempire.ml.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.training.evaluation.LossCurve.Point;
import com.ytempire.ml.training.trainer.RunMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossCurveTest {
  @TempDir Path folder;

  private static Point point(int epoch, double loss) {
    return new Point(epoch, Map.of("train_loss", loss));
  }

  private LossCurve curve(RunMonitor other) throws IOException {
    return new LossCurve(folder.resolve("losses.jsonl"), other);
  }

  private static void tell(LossCurve curve, Point... points) {
    for (Point point : points) {
      curve.epoch(point.epoch(), 9, point.figures());
    }
  }

  @Test
  void anotherMonitorDecidesWhetherTheRunGoesOn() throws Exception {
    LossCurve curve = curve((epoch, epochs, figures) -> epoch < 2);

    assertThat(curve.epoch(1, 9, Map.of("train_loss", 0.5))).isTrue();
    assertThat(curve.epoch(2, 9, Map.of("train_loss", Double.NaN))).isFalse();
    assertThat(curve.points()).containsExactly(point(1, 0.5), point(2, Double.NaN));
  }

  @Test
  void aRunThatGoesOnHasTheEpochsBefore() throws Exception {
    tell(curve(RunMonitor.NONE), point(1, 0.5), point(2, 0.4), point(3, 0.3));

    LossCurve again = curve(RunMonitor.NONE);
    tell(again, point(3, 0.35), point(4, 0.2));

    assertThat(again.points())
        .containsExactly(point(1, 0.5), point(2, 0.4), point(3, 0.35), point(4, 0.2))
        .isEqualTo(curve(RunMonitor.NONE).points());
  }

  @Test
  void aRunThatBeginsAnewHasOnlyItsOwn() throws Exception {
    tell(curve(RunMonitor.NONE), point(1, 0.5), point(2, 0.4));

    LossCurve again = curve(RunMonitor.NONE);
    tell(again, point(1, 0.9));

    assertThat(again.points()).containsExactly(point(1, 0.9));
    assertThat(curve(RunMonitor.NONE).points()).containsExactly(point(1, 0.9));
  }

  @Test
  void halfALineIsLeftOutAndWrittenOver() throws Exception {
    tell(curve(RunMonitor.NONE), point(1, 0.5));
    Files.writeString(
        folder.resolve("losses.jsonl"), "{\"epoch\":2,\"fig", StandardOpenOption.APPEND);

    LossCurve again = curve(RunMonitor.NONE);
    assertThat(again.points()).containsExactly(point(1, 0.5));
    tell(again, point(2, 0.4), point(3, 0.3));

    assertThat(curve(RunMonitor.NONE).points())
        .containsExactly(point(1, 0.5), point(2, 0.4), point(3, 0.3));
  }
}
