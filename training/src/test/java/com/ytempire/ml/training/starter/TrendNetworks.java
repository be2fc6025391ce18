package com.ytempire.ml.training.starter;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.inference.trend.TrendInput;
import com.ytempire.ml.training.source.EventFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;

/** Training data and rows for tests. */
final class TrendNetworks {
  private TrendNetworks() {}

  /** The made-up events that ship with the project. */
  static List<VideoEvent> sample() throws IOException {
    return EventFiles.read(Path.of("../samples/synthetic.jsonl.gz"), Clock.systemUTC());
  }

  static TrendTraining.Recipe quick() {
    return TrendTraining.Recipe.shipped().withEpochs(3);
  }

  /** Rows over many magnitudes, a third of their values missing. */
  static float[][] rows(int count, long seed) {
    var random = new SplittableRandom(seed);
    float[][] rows = new float[count][TrendInput.NAMES.size()];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        double size = Math.pow(10, 9 * random.nextDouble());
        boolean isChange = TrendInput.NAMES.get(i).startsWith("delta_");
        row[i] =
            random.nextInt(3) == 0
                ? Float.NaN
                : (float) (isChange && random.nextInt(4) == 0 ? -size : size);
      }
    }
    return rows;
  }
}
