package com.ytempire.ml.features.series;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what {@link VideoSeries#advance} costs: a program, not a test. Arguments: the feature file
 * and the seconds between snapshots of a video (default 600).
 */
public final class VideoSeriesSpeed {
  private static final int SERIES = 1000;
  private static final int EVENTS_PER_SERIES = 200;
  private static final int ROUNDS = 10;

  private VideoSeriesSpeed() {}

  public static void main(String[] arguments) throws IOException {
    FeaturePlan plan = FeaturePlan.load(Path.of(arguments[0]));
    long gapMillis = 1000L * (arguments.length > 1 ? Long.parseLong(arguments[1]) : 600);
    List<VideoEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS_PER_SERIES; i++) {
      for (int v = 0; v < SERIES; v++) {
        String video = "video-" + v;
        String id = "US|" + video + "|" + (Events.MONDAY + i * gapMillis);
        events.add(Events.of(id, video, i * gapMillis, 1000L * i + v, 10L * i, (long) i));
      }
    }
    VideoSeries series = plan.newVideoSeries();
    double[] numbers = new double[plan.videoSchema().numberCount()];
    float[][] embeddings = new float[plan.videoSchema().embeddingCount()][];
    for (int round = 0; round < ROUNDS; round++) {
      byte[][] states = new byte[SERIES][];
      double sum = 0;
      long start = System.nanoTime();
      for (int i = 0; i < events.size(); i++) {
        int v = i % SERIES;
        series.advance(states[v], events.get(i), null, Double.NaN, numbers, embeddings);
        states[v] = series.nextState();
        sum += numbers[0];
      }
      System.out.printf(
          "%d ns/event, state of %d bytes (checksum %.3f)%n",
          (System.nanoTime() - start) / events.size(), states[0].length, sum);
    }
  }
}
